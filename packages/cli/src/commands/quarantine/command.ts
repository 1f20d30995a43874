import { Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync quarantine`: the rows in quarantine, and why. */
export function defineQuarantineCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("quarantine")
    .summary("show the rows in quarantine, and why")
    .description(
      "Shows how many rows wait in quarantine, by table and reason; with --table or --reason, " +
        "the rows themselves. A row is released when its parent arrives. Each run asks 42 for " +
        "missing parents, and less often for those that 42 didn't have. Sends no request.",
    )
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(new Option("--table <name>", "show the rows of this table"))
    .addOption(
      new Option("--reason <reason>", "show the rows with this reason").choices([
        "missing_parent",
        "invalid_item",
        "invalid_value",
      ] as const),
    )
    .addOption(shared.jsonOption)
    .addOption(shared.configOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync quarantine", "how many rows, by table and reason"],
        ["42sync quarantine --table coalitions_users", "which rows, since when, and what they wait for"],
      ),
    )
    .action(async (options) => {
      const { runQuarantine } = await import("./run.js");
      context.end(await runQuarantine(context, options));
    });
}
