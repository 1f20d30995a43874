import { Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import { parseWhole } from "../../config/parse-values.js";
import * as shared from "../shared-options.js";

const collect = (text: string, before: readonly string[]): readonly string[] => [...before, text];

/** `42sync get`: asks the API for any path. */
export function defineGetCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("get")
    .summary("query the API directly")
    .description(
      "Requests any path of the 42 API within the rate limit, which is shared with everything " +
        "that uses the same database server (DATABASE_URL). Prints a list as NDJSON, one item a " +
        "line, and anything else as JSON. Needs no database and creates nothing in one.",
    )
    .argument("<path>", "like /v2/campus/12/users; it may include a query, and the API's address")
    .addOption(
      new Option(
        "--all",
        "the whole list, page by page; lists that 42sync knows are read by id, so that no row is missed",
      ),
    )
    .addOption(new Option("--limit <number>", "stop after this many items").argParser(parseWhole(1)))
    .addOption(
      new Option(
        "--filter <name=value>",
        "filter[name]=value; for several values use commas or repeat the flag",
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
        "another order, like -created_at,id; rows that move meanwhile may be missed",
      ),
    )
    .addOption(
      new Option(
        "--page-size <number>",
        "rows a page (default: 42's own 30 for one page; with --all the best size for the list)",
      ).argParser(parseWhole(1, 100)),
    )
    .addOption(new Option("--json", "print one JSON document; a list is an array"))
    .addOption(
      new Option("--max-hits <number>", "stop with exit 6 after this many requests").argParser(parseWhole(1)),
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
        ["42sync get /v2/projects --limit 250", "250 items, in as few pages as possible"],
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
