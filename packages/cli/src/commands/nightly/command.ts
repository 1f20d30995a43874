import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync nightly`: updates the whole copy. */
export function defineNightlyCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("nightly")
    .summary("update the whole copy")
    .description(
      "Updates the whole copy: fills what isn't filled yet, re-reads short lists, and fetches " +
        "the changes of everything else. Creates the tables itself. Ends normally when the hour's " +
        "requests are spent (exit 6), and the next run resumes.",
    )
    .addOption(shared.campusOption)
    .addOption(shared.cursusOption)
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(shared.withOption)
    .addOption(shared.onlyOption)
    .addOption(shared.exceptOption)
    .addOption(shared.forceOption)
    .addOption(shared.refreshBudgetOption)
    .addOption(shared.allowMassDeletionOption)
    .addOption(shared.maxHitsOption)
    .addOption(shared.reserveOption)
    .addOption(shared.waitOption)
    .addOption(shared.skipIfLockedOption)
    .addOption(shared.dryRunOption)
    .addOption(shared.recordOption)
    .addOption(shared.replayOption)
    .addOption(shared.jsonOption)
    .addOption(shared.configOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync nightly --campus 12", "one campus; about 330 requests for 575 students"],
        ["42sync nightly --campus paris,lyon --wait", "two campuses, sleeping between hours until done"],
        ["42sync nightly --only users,cursus_users", "two tables, whose parents must be filled already"],
        ["42sync nightly --wait --log-format json 2>>42sync.log", "a log of JSON objects"],
        ["42sync nightly --max-hits 200 --json", "in a script: a report on stdout, exit 6 if not complete"],
      ),
    )
    .action(async (options) => {
      const { runNightly } = await import("./run.js");
      context.end(await runNightly(context, options));
    });
}
