import { Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import { parseWhole } from "../../config/parse-values.js";
import * as shared from "../shared-options.js";

/** `42sync verify`: compares the copy with 42. */
export function defineVerifyCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("verify")
    .summary("verify the copy against 42")
    .description(
      "Compares the copy with 42 by counts, and finds the exact rows that are missing, gone or " +
        "changed without notice. Lists, and rows of people at 100 people a request, share the " +
        "budget. What was compared longest ago comes first, so small budgets cover everything over " +
        "time; status shows since when. Rows that are skipped, in quarantine or forgotten don't " +
        "count as differences, and changes since the last run are pending. Shows for each table " +
        "how sure the result is: 100 % if the id of every row was read, less if some rows were " +
        "only counted. Exits with 7 if something differs.",
    )
    .addOption(shared.campusOption)
    .addOption(shared.cursusOption)
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(shared.withOption)
    .addOption(shared.onlyOption)
    .addOption(shared.exceptOption)
    .addOption(
      new Option("--budget <number>", "maximum number of requests (default: 300)").argParser(parseWhole(1)),
    )
    .addOption(
      new Option(
        "--repair",
        "store missing rows, mark rows as gone after asking 42 for them by id, and compare again",
      ),
    )
    .addOption(shared.allowMassDeletionOption)
    .addOption(
      new Option("--sample <number>", "compare this many random rows of each table value by value").argParser(
        parseWhole(1),
      ),
    )
    .addOption(shared.reserveOption)
    .addOption(shared.jsonOption)
    .addOption(shared.configOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync verify", "everything that 300 requests reach"],
        ["42sync verify --repair --only users", "find and mark people who left 42 without notice"],
        ["42sync verify --sample 500 --json", "compare values too; all ids as JSON"],
      ),
    )
    .action(async (options) => {
      context.heedSignals();
      const { runVerify } = await import("./run.js");
      context.end(await runVerify(context, options));
    });
}
