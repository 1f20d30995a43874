import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync explain`: where a row comes from. */
export function defineExplainCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("explain")
    .summary("show everything about one row, and where it came from")
    .description(
      "Shows every row about a person, or another row, in every table: when it was written, " +
        "during which run and pass, what is left out or in quarantine and why, and what reading it " +
        "all again would cost. " +
        "Rows do not remember who wrote them: the pass is the one during which a row was written " +
        "last. Spends no request.",
    )
    .argument("<table>", "as users, or projects; a login alone is one of users")
    .argument("[row]", "the number that 42 gave it; of people the login works as well")
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(shared.configOption)
    .addOption(shared.jsonOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync explain norminet", "a person, as 42sync explain users norminet"],
        ["42sync explain projects 1314 --json", "a project, all values included"],
      ),
    )
    .action(async (table, row, options) => {
      const { runExplain } = await import("./run.js");
      context.end(await runExplain(context, { table, row }, options));
    });
}
