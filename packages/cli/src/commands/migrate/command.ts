import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync migrate`: the tables alone. */
export function defineMigrateCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("migrate")
    .summary("make or extend the tables")
    .description(
      "Makes the tables, views and bookkeeping, or extends them. nightly and incremental do it " +
        "by themselves. A table that 42sync did not make is never touched: it is named, exit 5.",
    )
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(shared.withOption)
    .option("--dry-run", "show the statements and do nothing")
    .addOption(shared.jsonOption)
    .addOption(shared.configOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync migrate", "DATABASE_URL, or the embedded database"],
        ["42sync migrate --schema intra --dry-run", "the SQL that it would run"],
      ),
    )
    .action(async (options) => {
      const { runMigrate } = await import("./run.js");
      context.end(await runMigrate(context, options));
    });
}
