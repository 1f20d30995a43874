import { Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import { parseWhole } from "../../config/parse-values.js";
import * as shared from "../shared-options.js";

const collect = (text: string, before: readonly string[]): readonly string[] => [...before, text];

/** `42sync get`: any path of the API, for scripts. */
export function defineGetCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("get")
    .summary("ask the API itself")
    .description(
      "Asks any path of the 42 API, within the rate limit, which it shares with whatever uses " +
        "the same server (DATABASE_URL). A list comes as NDJSON, an item a line; anything else as " +
        "JSON. Needs no database, and makes nothing in one.",
    )
    .argument(
      "<path>",
      "as /v2/campus/12/users; a query behind it is fine, and so is the API's address in front of it",
    )
    .addOption(
      new Option(
        "--all",
        "the whole list, page by page; lists that 42sync knows come by id, so that no row is lost",
      ),
    )
    .addOption(
      new Option("--limit <number>", "page by page until so many items have come").argParser(parseWhole(1)),
    )
    .addOption(
      new Option(
        "--filter <name=value>",
        "filter[name]=value; several: a comma between values, or the flag again",
      )
        .argParser(collect)
        .default([] as readonly string[], "none"),
    )
    .addOption(
      new Option("--range <name=min,max>", "range[name]=min,max")
        .argParser(collect)
        .default([] as readonly string[], "none"),
    )
    .addOption(
      new Option(
        "--sort <names>",
        "an order of your own, as -created_at,id; rows that move meanwhile may be missed",
      ),
    )
    .addOption(
      new Option(
        "--page-size <number>",
        "rows a page (default: 30 for one page, as 42 has it; with --all as many as are wise)",
      ).argParser(parseWhole(1, 100)),
    )
    .addOption(new Option("--json", "one JSON document, a list as an array"))
    .addOption(
      new Option("--max-hits <number>", "end with exit 6 after so many requests, whatever is left").argParser(
        parseWhole(1),
      ),
    )
    .addOption(shared.waitOption)
    .addOption(shared.configOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync get /v2/users/norminet", "one item"],
        ["42sync get /v2/campus/12/users --all --filter kind=student | jq .login", "a whole list"],
        ["42sync get /v2/locations --filter campus_id=12 --filter active=true", "its first page"],
        ["42sync get /v2/projects --limit 250", "as many items, and no page more than they take"],
        [
          "42sync get /v2/scale_teams --all --range created_at=2026-11-01,2026-11-08",
          "a week of evaluations",
        ],
      ),
    )
    .action(async (path, options) => {
      const { runGet } = await import("./run.js");
      context.end(await runGet(context, path, options));
    });
}
