import { Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync init`: settings in a few questions. */
export function defineInitCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("init")
    .summary("set it up: application, database, campuses")
    .description(
      "Asks for your application's UID and secret, the database and the campuses, tries each at " +
        "once, and writes them to .env and 42sync.config.json in the working folder. " +
        "Shows what the first night takes, and offers to start it. What flags or the environment " +
        "answer is not asked; without a terminal nothing is.",
    )
    .addOption(new Option("--client-id <uid>", "the application's UID (default: FORTYTWO_CLIENT_ID)"))
    .addOption(
      new Option(
        "--secret-stdin",
        "read its secret from standard input (default: FORTYTWO_CLIENT_SECRET); no flag takes " +
          "it, because others would see it",
      ),
    )
    .addOption(shared.campusOption)
    .addOption(
      new Option("--all-campuses", "all of the cursus rather than some campuses").conflicts("campus"),
    )
    .addOption(shared.cursusOption)
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(
      new Option(
        "--force",
        "replace settings that are there with another value; everything else in the files stays",
      ),
    )
    .addOption(new Option("--start", "start the first night at once"))
    .addOption(shared.jsonOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync init", "asks everything"],
        [
          'printf %s "$SECRET" | 42sync init --client-id u-s4t2ud-… --secret-stdin --campus 12',
          "without a question",
        ],
        [
          "42sync init --all-campuses --database postgres://sync@db/intra --start",
          "with the credentials of the environment",
        ],
      ),
    )
    .action(async (options) => {
      const { runInit } = await import("./run.js");
      context.end(await runInit(context, options));
    });
}
