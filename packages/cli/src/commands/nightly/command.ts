import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync nightly`: the whole copy up to date. */
export function defineNightlyCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("nightly")
    .summary("bring the whole copy up to date")
    .description(
      "Brings the whole copy up to date: fills what is not filled, re-reads short lists, asks " +
        "the rest what changed. Makes the tables itself. Ends normally when the hour's requests " +
        "are spent (exit 6); the next run goes on.",
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
        ["42sync nightly --campus paris,lyon --wait", "two, sleeping until all is there"],
        ["42sync nightly --only users,cursus_users", "two tables, once their parents are filled"],
        ["42sync nightly --wait --log-format json 2>>42sync.log", "a log of objects"],
        ["42sync nightly --max-hits 200 --json", "in a script: a report on stdout, exit 6 when cut short"],
      ),
    )
    .action(async (options) => {
      const { runNightly } = await import("./run.js");
      context.end(await runNightly(context, options));
    });
}
