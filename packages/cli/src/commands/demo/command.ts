import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import * as shared from "../shared-options.js";

/** `42sync demo`: the main job in a minute, without a key. */
export function defineDemoCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("demo")
    .summary("see it work: no key, no database server")
    .description(
      "Serves a local 42, fills an embedded database in .42sync/demo from it, lets a few hours " +
        "of campus life pass, fetches only the changes, and queries who is on campus, how far a " +
        "cohort is and what was marked.",
    )
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync demo", "takes 10 to 30 seconds"],
        [
          '42sync query --database .42sync/demo "select login, campus, grade from students limit 5"',
          "query the result afterwards",
        ],
      ),
    )
    .action(async () => {
      context.heedSignals();
      const { runDemo } = await import("./run.js");
      context.end(await runDemo(context));
    });
}
