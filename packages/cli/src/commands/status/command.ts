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
      "Shows up to when each table is complete, the last runs, the cost of each day, the " +
        "remaining requests, the quarantine, and what to do next. Sends no request.",
    )
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(
      new Option("--max-lag <duration>", "exit with 7 if a table is older than this, like 26h").argParser(
        parseDuration,
      ),
    )
    .addOption(
      new Option(
        "--format <name>",
        "output format; prometheus is for the textfile collector of node-exporter",
      )
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
        ["42sync status --max-lag 26h", "an alarm: exits with 7 if a nightly was missed"],
        ["42sync status --format prometheus > /var/lib/node_exporter/42sync.prom", "for graphs and alerts"],
      ),
    )
    .action(async (options) => {
      const { runStatus } = await import("./run.js");
      context.end(await runStatus(context, options));
    });
}
