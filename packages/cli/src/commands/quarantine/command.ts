import { Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync quarantine`: what is put aside, and why. */
export function defineQuarantineCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("quarantine")
    .summary("show what is put aside, and why")
    .description(
      "Shows how many rows wait in quarantine, by table and reason; with --table or --reason the " +
        "rows themselves. A row comes in by itself when its parent does; 42 is asked for the " +
        "missing parents after each run, and rarely for those that it did not have. Spends no " +
        "request.",
    )
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(new Option("--table <name>", "the rows of this table"))
    .addOption(
      new Option("--reason <reason>", "the rows that are there for this reason").choices([
        "missing parent",
        "does not fit",
      ] as const),
    )
    .addOption(shared.jsonOption)
    .addOption(shared.configOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync quarantine", "how many, by reason"],
        ["42sync quarantine --table coalitions_users", "which, since when, and what they wait for"],
      ),
    )
    .action(async (options) => {
      const { runQuarantine } = await import("./run.js");
      context.end(await runQuarantine(context, options));
    });
}
