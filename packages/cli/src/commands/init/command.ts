import { Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync init`: settings in a few questions. */
export function defineInitCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("init")
    .summary("set up the application, database and campuses")
    .description(
      "Asks for your application's UID and secret, the database and the campuses, checks each " +
        "immediately, and writes them to .env and 42sync.config.json in the working folder. Then " +
        "shows what the first run will take, and offers to start it. Doesn't ask for what flags or " +
        "the environment provide, and asks nothing when not running in a terminal.",
    )
    .addOption(new Option("--client-id <uid>", "the application's UID (default: FORTYTWO_CLIENT_ID)"))
    .addOption(
      new Option(
        "--secret-stdin",
        "read the secret from standard input (default: FORTYTWO_CLIENT_SECRET); there is no flag " +
          "for it, because others would see it",
      ),
    )
    .addOption(shared.campusOption)
    .addOption(new Option("--all-campuses", "mirror every campus").conflicts("campus"))
    .addOption(shared.cursusOption)
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(
      new Option(
        "--force",
        "replace settings that exist with other values; everything else in the files stays",
      ),
    )
    .addOption(new Option("--start", "start the first run immediately"))
    .addOption(shared.jsonOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync init", "asks for everything"],
        [
          'printf %s "$SECRET" | 42sync init --client-id u-s4t2ud-… --secret-stdin --campus 12',
          "asks nothing",
        ],
        [
          "42sync init --all-campuses --database postgres://sync@db/intra --start",
          "with credentials from the environment",
        ],
      ),
    )
    .action(async (options) => {
      const { runInit } = await import("./run.js");
      context.end(await runInit(context, options));
    });
}
