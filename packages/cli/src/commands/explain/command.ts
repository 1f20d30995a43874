import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync explain`: everything about one row. */
export function defineExplainCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("explain")
    .summary("show everything about one row, and where it came from")
    .description(
      "Shows every row about a person, or about another row, in every table: when it was " +
        "written, by which run and pass, what is skipped or in quarantine and why, and what " +
        "re-reading all of it would cost. Rows don't record their pass: the one shown was under " +
        "way when the row was last written. Sends no request.",
    )
    .argument("<table>", "like users or projects; a login alone is a user's")
    .argument("[row]", "its id at 42; for people, the login works too")
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(shared.configOption)
    .addOption(shared.jsonOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync explain norminet", "a person, short for 42sync explain users norminet"],
        ["42sync explain projects 1314 --json", "a project, as JSON with all values"],
      ),
    )
    .action(async (table, row, options) => {
      const { runExplain } = await import("./run.js");
      context.end(await runExplain(context, { table, row }, options));
    });
}
