import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync doctor`: checks everything that a run relies on. */
export function defineDoctorCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("doctor")
    .summary("check that everything is ready for a run")
    .description(
      "Checks the settings, the API, the clocks, the credentials and their expiry, the remaining " +
        "requests, the database, its version, permissions and pooling, the tables, the lock, the " +
        "quarantine and the freshness, and shows the next step for each problem. Changes nothing " +
        "and takes one request. The exit code is the one that the first problem would end a run " +
        "with.",
    )
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(shared.configOption)
    .addOption(shared.jsonOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync doctor", "after init, and whenever something looks wrong"],
        ["42sync doctor --json | jq '.checks[] | select(.good == false)'", "for a script"],
      ),
    )
    .action(async (options) => {
      const { runDoctor } = await import("./run.js");
      context.end(await runDoctor(context, options));
    });
}
