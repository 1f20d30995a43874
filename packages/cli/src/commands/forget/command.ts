import { Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync forget`: a person leaves the copy for good. */
export function defineForgetCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("forget")
    .summary("remove a person everywhere, for good")
    .description(
      "Removes a person's rows from every table, links, quarantine and bookkeeping, in one " +
        "transaction, and keeps their number alone, so that no run brings them back. There is no " +
        "way back but a new database.",
    )
    .argument(
      "<person>",
      "login, or the number that 42 gave them; a number may be of somebody who is not here yet",
    )
    .addOption(shared.databaseOption)
    .addOption(shared.schemaOption)
    .addOption(shared.configOption)
    .addOption(
      new Option(
        "--recordings <folder>",
        "from the recordings in this folder as well, see --record of nightly",
      ),
    )
    .addOption(new Option("--yes", "do not ask first; needed without a terminal"))
    .addOption(shared.jsonOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync forget norminet", "asks, then says what it removed"],
        ["42sync forget 12345 --yes --recordings recorded", "in a script"],
      ),
    )
    .action(async (person, options) => {
      const { runForget } = await import("./run.js");
      context.end(await runForget(context, person, options));
    });
}
