import { Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync query`: queries the copy in SQL. */
export function defineQueryCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("query")
    .summary("query the copy in SQL")
    .description(
      "Runs one read-only SQL statement and shows its rows. Works with the embedded database " +
        "too, which psql can't open.",
    )
    .argument("<sql>", "the statement, in quotes")
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(new Option("--csv", "print CSV with a header").conflicts("json"))
    .addOption(new Option("--json", "print one JSON array of objects"))
    .addOption(shared.configOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ['42sync query "select login, level from students order by level desc limit 10"', "as a table"],
        ['42sync query "select * from campuses" --csv > campuses.csv', "to a file"],
        ['42sync query "select login from users where location is not null" --json | jq', "for a script"],
      ),
    )
    .action(async (sql, options) => {
      const { runQuery } = await import("./run.js");
      context.end(await runQuery(context, sql, options));
    });
}
