import { Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import { parseMoment } from "../../config/parse-values.js";
import * as shared from "../shared-options.js";

/** `42sync incremental`: what changed since the last run. */
export function defineIncrementalCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("incremental")
    .summary("fetch what changed since the last run")
    .description(
      "Fetches what changed since the last complete pass of each table, or within a window that " +
        "you name. Such a window doesn't move any watermark.",
    )
    .addOption(shared.campusOption)
    .addOption(shared.cursusOption)
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(
      new Option(
        "--since <moment>",
        "start of a window: 24h (ago), or an ISO date or time, in UTC unless it has a zone",
      ).argParser(parseMoment),
    )
    .addOption(new Option("--until <moment>", "end of the window (default: now)").argParser(parseMoment))
    .addOption(shared.withOption)
    .addOption(shared.onlyOption)
    .addOption(shared.exceptOption)
    .addOption(shared.forceOption)
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
        [
          "42sync incremental --skip-if-locked",
          "in cron, every 15 minutes; 42sync schedule writes that line",
        ],
        ["42sync incremental --since 24h --only users", "re-fetch the people who changed in the last day"],
        ["42sync incremental --since 2026-11-01 --until 2026-11-08", "re-fetch one week"],
      ),
    )
    .action(async (options) => {
      const { runIncremental } = await import("./run.js");
      context.end(await runIncremental(context, options));
    });
}
