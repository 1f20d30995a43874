import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync doctor`: is everything there that a run relies on? */
export function defineDoctorCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("doctor")
    .summary("look whether everything is as a run needs it")
    .description(
      "Looks at the settings, the API, the clocks, the credentials and how long they last, the " +
        "requests that are left, the database, its version, rights and pooling, the tables, " +
        "the lock, the quarantine and the freshness; each good or not, with the next step. " +
        "Changes nothing and takes one request. Exits as the first that is not good would end a " +
        "run.",
    )
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(shared.configOption)
    .addOption(shared.jsonOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync doctor", "after init, and whenever something looks odd"],
        ["42sync doctor --json | jq '.checks[] | select(.good == false)'", "for a script"],
      ),
    )
    .action(async (options) => {
      const { runDoctor } = await import("./run.js");
      context.end(await runDoctor(context, options));
    });
}
