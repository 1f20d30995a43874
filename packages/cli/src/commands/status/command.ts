import { Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import { parseDuration } from "../../config/parse-values.js";
import * as shared from "../shared-options.js";

/** `42sync status`: how fresh the copy is. */
export function defineStatusCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("status")
    .summary("show how fresh the copy is")
    .description(
      "Shows up to when each table is complete, the last runs, what each day took, the requests " +
        "that are left, the quarantine, and what to do. Spends no request.",
    )
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(
      new Option("--max-lag <duration>", "exit 7 when a table is older than this, as 26h").argParser(
        parseDuration,
      ),
    )
    .addOption(
      new Option("--format <name>", "prometheus for a textfile of node-exporter, json as --json")
        .choices(["table", "json", "prometheus"] as const)
        .default("table" as const),
    )
    .addOption(shared.jsonOption)
    .addOption(shared.configOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync status", "tables and runs"],
        ["42sync status --max-lag 26h", "an alarm: exit 7 when a nightly was missed"],
        [
          "42sync status --format prometheus > /var/lib/node_exporter/42sync.prom",
          "for graphs and alarms elsewhere",
        ],
      ),
    )
    .action(async (options) => {
      const { runStatus } = await import("./run.js");
      context.end(await runStatus(context, options));
    });
}
