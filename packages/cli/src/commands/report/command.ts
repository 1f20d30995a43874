import { Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import { parseWhole } from "../../config/parse-values.js";
import * as shared from "../shared-options.js";

/** `42sync report`: a page with charts. */
export function defineReportCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("report")
    .summary("write an HTML page about the state of the copy")
    .description(
      "Writes one HTML page: freshness, requests, rows and time a night, what changed most, the " +
        "last runs and the quarantine. It loads nothing, has no script, and follows the reader's " +
        "light or dark mode. Sends no request.",
    )
    .addOption(new Option("--out <file>", "file to write").makeOptionMandatory())
    .addOption(new Option("--nights <number>", "days to show").argParser(parseWhole(1, 365)).default(30))
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
