import { Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync probe`: whether 42 behaves as 42sync expects. */
export function defineProbeCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("probe")
    .summary("check that 42 behaves as 42sync expects")
    .description(
      "Asks 42 whether what 42sync relies on is true: for each list in use, that ranges and filters " +
        "have an effect, the order, totals, page sizes, types and fields; and the limits, the clock " +
        "and the largest page. It costs 80 requests at most, and says how many before the first. What " +
        "it finds is kept in the database (sync42.probes): where something is not true, runs read that " +
        "list in another way, and plan says so. Exit 7 when something differs.",
    )
    .addOption(shared.campusOption)
    .addOption(shared.cursusOption)
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(shared.withOption)
    .addOption(shared.onlyOption)
    .addOption(shared.exceptOption)
    .addOption(new Option("--yes", "do not ask before spending requests; needed without a terminal"))
    .addOption(
      new Option(
        "--report <file>",
        "also write a report to attach to an issue: field names, types, counts and statuses; no person, " +
          "no token",
      ),
    )
    .addOption(shared.reserveOption)
    .addOption(shared.jsonOption)
    .addOption(shared.configOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync probe", "says what it costs, asks, then shows each fact"],
        ["42sync probe --yes --report probe.md", "without a question, with a report for an issue"],
        ["42sync probe --only users,locations --with locations", "two lists, for fewer requests"],
      ),
    )
    .action(async (options) => {
      context.heedSignals();
      const { runProbe } = await import("./run.js");
      context.end(await runProbe(context, options));
    });
}
