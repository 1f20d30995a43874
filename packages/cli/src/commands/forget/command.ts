import { Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync forget`: removes a person from the copy for good. */
export function defineForgetCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("forget")
    .summary("remove a person everywhere, for good")
    .description(
      "Removes a person's rows from every table, including links, quarantine and bookkeeping, in " +
        "one transaction. Only their id is kept, so that no run brings them back. The only way to " +
        "undo this is a new database.",
    )
    .argument("<person>", "login, or id at 42; an id may be of somebody who is not in the copy yet")
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(shared.configOption)
    .addOption(
      new Option(
        "--recordings <folder>",
        "also remove them from the recordings in this folder; see nightly --record",
      ),
    )
    .addOption(new Option("--yes", "don't ask for confirmation; required without a terminal"))
    .addOption(shared.jsonOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync forget norminet", "asks, then shows what it removed"],
        ["42sync forget 12345 --yes --recordings recorded", "in a script"],
      ),
    )
    .action(async (person, options) => {
      const { runForget } = await import("./run.js");
      context.end(await runForget(context, person, options));
    });
}
