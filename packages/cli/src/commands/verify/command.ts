import { Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import { parseWhole } from "../../config/parse-values.js";
import * as shared from "../shared-options.js";

/** `42sync verify`: whether the copy is what 42 has. */
export function defineVerifyCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("verify")
    .summary("prove that the copy is what 42 has")
    .description(
      "Compares the copy with 42 by counts, and finds the very rows that are missing, gone or " +
        "changed in silence. Lists, and rows of people by 100 people a request, share the " +
        "requests; what was compared longest ago has the next turn, so that small budgets reach " +
        "everything too, and status says since when. Rows that are left out, in quarantine or " +
        "forgotten are no difference, and what changed since the last run is pending. Says of each " +
        "table how sure it is: 100 % where the id of every row was read, less where some were only " +
        "counted, and what it does not prove. Exit 7 when something differs.",
    )
    .addOption(shared.campusOption)
    .addOption(shared.cursusOption)
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(shared.withOption)
    .addOption(shared.onlyOption)
    .addOption(shared.exceptOption)
    .addOption(new Option("--budget <number>", "requests at most (default: 300)").argParser(parseWhole(1)))
    .addOption(
      new Option(
        "--repair",
        "store what is missing, mark what is gone once 42 was asked for it by id, and compare again",
      ),
    )
    .addOption(shared.allowMassDeletionOption)
    .addOption(
      new Option(
        "--sample <number>",
        "compare so many rows of each table, picked at random, value by value",
      ).argParser(parseWhole(1)),
    )
    .addOption(shared.reserveOption)
    .addOption(shared.jsonOption)
    .addOption(shared.configOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync verify", "everything, or as much of it as 300 requests reach"],
        ["42sync verify --repair --only users", "people who left 42 and nobody told"],
        ["42sync verify --sample 500 --json", "values too; the ids of what differs, for a script"],
      ),
    )
    .action(async (options) => {
      context.heedSignals();
      const { runVerify } = await import("./run.js");
      context.end(await runVerify(context, options));
    });
}
