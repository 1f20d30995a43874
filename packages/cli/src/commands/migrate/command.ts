import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync migrate`: makes or extends the tables. */
export function defineMigrateCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("migrate")
    .summary("create or extend the tables")
    .description(
      "Creates or extends the tables, views and bookkeeping. nightly and incremental do this " +
        "themselves. A table that 42sync didn't create is never touched: the command names it and " +
        "exits with 5.",
    )
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(shared.withOption)
    .option("--dry-run", "show the SQL and do nothing else")
    .addOption(shared.jsonOption)
    .addOption(shared.configOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync migrate", "in DATABASE_URL, or the embedded database"],
        ["42sync migrate --schema intra --dry-run", "show the SQL that it would run"],
      ),
    )
    .action(async (options) => {
      const { runMigrate } = await import("./run.js");
      context.end(await runMigrate(context, options));
    });
}
