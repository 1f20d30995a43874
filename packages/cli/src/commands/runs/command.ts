import { Argument, Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import { parseWhole } from "../../config/parse-values.js";
import * as shared from "../shared-options.js";

/** `42sync runs`: the last runs. */
export function defineRunsCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("runs")
    .summary("show the last runs, or one pass by pass")
    .description(
      "Shows the last runs; with a run's id, its passes: their kind and why, rows, requests and " +
        "time, up to when the table is complete, and what went wrong. Sends no request.",
    )
    .addArgument(new Argument("[id]", "id of a run").argParser(parseWhole(1)))
    .addOption(
      new Option("--limit <number>", "number of runs to show").argParser(parseWhole(1, 1000)).default(20),
    )
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(shared.configOption)
    .addOption(shared.jsonOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync runs", "the last 20"],
        ["42sync runs 17", "one run, pass by pass"],
        [
          "42sync runs --limit 100 --json | jq '.[] | select(.outcome != \"complete\")'",
          "the runs that are not complete",
        ],
      ),
    )
    .action(async (id, options) => {
      const { runRuns } = await import("./run.js");
      context.end(await runRuns(context, id, options));
    });
}
