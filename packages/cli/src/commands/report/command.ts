import { Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import { parseWhole } from "../../config/parse-values.js";
import * as shared from "../shared-options.js";

/** `42sync report`: a page to look at. */
export function defineReportCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("report")
    .summary("write a page with charts of how the copy does")
    .description(
      "Writes one HTML page: freshness, requests, rows and time a night, what changed most, the " +
        "last runs, the quarantine. It loads nothing from elsewhere and has no script; light or " +
        "dark as the reader's system is. Spends no request.",
    )
    .addOption(new Option("--out <file>", "the page").makeOptionMandatory())
    .addOption(new Option("--nights <number>", "days to look back").argParser(parseWhole(1, 365)).default(30))
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(shared.configOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync report --out report.html", "the last 30 days"],
        ["42sync report --out /var/www/42sync.html --nights 90", "after each nightly"],
      ),
    )
    .action(async (options) => {
      const { runReportPage } = await import("./run.js");
      context.end(await runReportPage(context, options));
    });
}
