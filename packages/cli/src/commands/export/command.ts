import { Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync export`: the copy as files. */
export function defineExportCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("export")
    .summary("write the copy to files")
    .description(
      "Writes every row to NDJSON, one file a table, as of one moment, with the state that a run " +
        "needs to resume elsewhere, and a manifest. Uses the memory of a few hundred rows and " +
        "sends no request.",
    )
    .addOption(new Option("--out <folder>", "a new or empty folder").makeOptionMandatory())
    .addOption(
      new Option(
        "--table <tables>",
        "only these tables, like users,cursus_users, and the links between them",
      ).argParser((text) =>
        text
          .split(",")
          .map((name) => name.trim())
          .filter((name) => name !== ""),
      ),
    )
    .addOption(new Option("--gzip", "compress the files"))
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(shared.configOption)
    .addOption(shared.jsonOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync export --out copy --gzip", "everything"],
        ["42sync export --out people --table users,campus_users", "two tables"],
      ),
    )
    .action(async (options) => {
      const { runExport } = await import("./run.js");
      context.end(await runExport(context, options));
    });
}
