import { Option } from "@commander-js/extra-typings";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import { parseWhole } from "../../config/parse-values.js";
import * as shared from "../shared-options.js";

/** `42sync sandbox`: a local 42. */
export function defineSandboxCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("sandbox")
    .summary("serve a local 42 to try things on")
    .description(
      "Serves a local 42 on loopback until it is stopped, and prints what to export: limits, " +
        "errors and moving pages included. " +
        'While it runs: POST /_sandbox/advance {"by":"4h"} lets time pass, POST /_sandbox/load {"dir":"…"} switches to other ' +
        "recorded rows, GET /_sandbox tells its clock and its requests. Bodies are JSON with " +
        "content-type application/json.",
    )
    .addOption(
      new Option("--port <number>", "port on 127.0.0.1; 0 takes a free one")
        .argParser(parseWhole(0, 65_535))
        .default(4242),
    )
    .addOption(
      new Option("--seed <number>", "the same number makes the same world")
        .argParser(parseWhole(0))
        .default(42),
    )
    .addOption(
      new Option("--size <students>", "students in cursus 21").argParser(parseWhole(1, 100_000)).default(200),
    )
    .addOption(
      new Option("--data <folder>", "serve recorded rows: a file a list, and meta.json with the clock"),
    )
    .addOption(
      new Option("--per-second <number>", "requests a second that the application may send")
        .argParser(parseWhole(1))
        .default(2),
    )
    .addOption(
      new Option("--per-hour <number>", "requests an hour that the application may send")
        .argParser(parseWhole(1))
        .default(1200),
    )
    .addOption(new Option("--json", "address and credentials as one JSON document"))
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync sandbox", "200 students on port 4242"],
        ["42sync sandbox --size 5000 --per-second 1000 --per-hour 1000000", "a big world, and no waiting"],
        ["42sync sandbox --data recorded/monday", "rows of your own recording"],
        [
          "curl -H 'content-type: application/json' -d '{\"by\":\"4h\"}' 127.0.0.1:4242/_sandbox/advance",
          "four hours later",
        ],
      ),
    )
    .action(async (options) => {
      context.heedSignals();
      const { runSandbox } = await import("./run.js");
      context.end(await runSandbox(context, options));
    });
}
