import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync import`: fills a schema from exported files. */
export function defineImportCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("import")
    .summary("fill a schema from exported files")
    .description(
      "Fills an empty schema from what 42sync export wrote, all or nothing, and creates the " +
        "tables. The next run resumes from there. People who were forgotten stay forgotten. Sends " +
        "no request and needs no credentials.",
    )
    .argument("<folder>", "the folder that export wrote")
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(shared.configOption)
    .addOption(shared.jsonOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync import copy", "into DATABASE_URL, or the embedded database"],
        [
          "42sync import copy --database postgres://… --schema intra",
          "move from the embedded database to a server",
        ],
      ),
    )
    .action(async (folder, options) => {
      const { runImport } = await import("./run.js");
      context.end(await runImport(context, folder, options));
    });
}
