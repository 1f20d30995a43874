import { Argument, Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import { parseMoment } from "../../config/parse-values.js";
import * as shared from "../shared-options.js";

/** `42sync plan`: what a run would do and cost. */
export function definePlanCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("plan")
    .summary("show what a run would do and cost")
    .description(
      "Shows the passes of a run, why each is of its kind, and the rows and requests it is " +
        "expected to take. Counts each list with one request (X-Total). Writes nothing.",
    )
    .addArgument(
      new Argument("[pipeline]", "which pipeline")
        .choices(["nightly", "incremental"] as const)
        .default("nightly" as const),
    )
    .addOption(shared.campusOption)
    .addOption(shared.cursusOption)
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(new Option("--since <moment>", "for incremental: start of a window").argParser(parseMoment))
    .addOption(new Option("--until <moment>", "end of the window (default: now)").argParser(parseMoment))
    .addOption(shared.withOption)
    .addOption(shared.onlyOption)
    .addOption(shared.exceptOption)
    .addOption(shared.forceOption)
    .addOption(shared.refreshBudgetOption)
    .addOption(new Option("--offline", "estimate from earlier runs, without a request"))
    .addOption(shared.jsonOption)
    .addOption(shared.configOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync plan --campus 12", "the next nightly of a campus"],
        ["42sync plan incremental --offline", "estimated from earlier runs, without a request"],
      ),
    )
    .action(async (pipeline, options) => {
      context.heedSignals();
      const { runPlan } = await import("./run.js");
      context.end(await runPlan(context, pipeline, options));
    });
}
