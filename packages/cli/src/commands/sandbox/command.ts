import { Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import { parseWhole } from "../../config/parse-values.js";
import * as shared from "../shared-options.js";

/** `42sync sandbox`: a local 42. */
export function defineSandboxCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("sandbox")
    .summary("serve a local 42 to try things out")
    .description(
      "Serves a local 42 on loopback until it is stopped, with rate limits, errors and moving " +
        "pages, and prints what to export. While it runs: POST /_sandbox/advance " +
        '{"by":"4h"} lets time pass, POST /_sandbox/load {"dir":"…"} switches to other recorded rows, ' +
        "GET /_sandbox shows its clock and its requests. Bodies are JSON with content-type application/json.",
    )
    .addOption(
      new Option("--port <number>", "port on 127.0.0.1; 0 picks a free one")
        .argParser(parseWhole(0, 65_535))
        .default(4242),
    )
    .addOption(
      new Option("--seed <number>", "the same seed generates the same data")
        .argParser(parseWhole(0))
        .default(42),
    )
    .addOption(
      new Option("--size <students>", "number of students in cursus 21")
        .argParser(parseWhole(1, 100_000))
        .default(200),
    )
    .addOption(
      new Option("--data <folder>", "serve recorded rows: one file a list, and meta.json with the clock"),
    )
    .addOption(
      new Option("--per-second <number>", "rate limit of the application, in requests a second")
        .argParser(parseWhole(1))
        .default(2),
    )
    .addOption(
      new Option("--per-hour <number>", "rate limit of the application, in requests an hour")
        .argParser(parseWhole(1))
        .default(1200),
    )
    .addOption(new Option("--json", "print address and credentials as one JSON document"))
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync sandbox", "200 students on port 4242"],
        ["42sync sandbox --size 5000 --per-second 1000 --per-hour 1000000", "many students, and no waiting"],
        ["42sync sandbox --data recorded/monday", "rows that you recorded"],
        [
          "curl -H 'content-type: application/json' -d '{\"by\":\"4h\"}' 127.0.0.1:4242/_sandbox/advance",
          "let four hours pass",
        ],
      ),
    )
    .action(async (options) => {
      context.heedSignals();
      const { runSandbox } = await import("./run.js");
      context.end(await runSandbox(context, options));
    });
}
