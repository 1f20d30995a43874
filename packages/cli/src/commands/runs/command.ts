import { Argument, Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import { parseWhole } from "../../config/parse-values.js";
import * as shared from "../shared-options.js";

/** `42sync runs`: what was done. */
export function defineRunsCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("runs")
    .summary("show the last runs, or one pass by pass")
    .description(
      "Shows the last runs; with a run's number, its passes: of what kind and why, the rows, the " +
        "requests, how long each took, up to when its table is complete since, and what went " +
        "wrong. Spends no request.",
    )
    .addArgument(new Argument("[id]", "number of a run").argParser(parseWhole(1)))
    .addOption(new Option("--limit <number>", "how many runs").argParser(parseWhole(1, 1000)).default(20))
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(shared.configOption)
    .addOption(shared.jsonOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync runs", "the last 20"],
        ["42sync runs 17", "one of them, pass by pass"],
        [
          "42sync runs --limit 100 --json | jq '.[] | select(.outcome != \"complete\")'",
          "those that did not end well",
        ],
      ),
    )
    .action(async (id, options) => {
      const { runRuns } = await import("./run.js");
      context.end(await runRuns(context, id, options));
    });
}
