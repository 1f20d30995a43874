import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync import`: files as the copy. */
export function defineImportCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("import")
    .summary("fill a schema from files of export")
    .description(
      "Fills a schema without rows from what 42sync export wrote, all of it or nothing; makes " +
        "the tables itself. The next run goes on from there. People who are forgotten stay so. " +
        "Spends no request, needs no credentials.",
    )
    .argument("<folder>", "the folder that export was given")
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(shared.configOption)
    .addOption(shared.jsonOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync import copy", "DATABASE_URL, or the embedded database"],
        [
          "42sync import copy --database postgres://… --schema intra",
          "from the embedded database to a server",
        ],
      ),
    )
    .action(async (folder, options) => {
      const { runImport } = await import("./run.js");
      context.end(await runImport(context, folder, options));
    });
}
