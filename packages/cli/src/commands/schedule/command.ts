import { Option } from "@commander-js/extra-typings";
import { InvalidArgumentError } from "commander";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import { toDurationMs } from "../../config/parse-values.js";
import * as shared from "../shared-options.js";

/** The text goes into the schedule as it is. */
function duration(text: string): string {
  if (toDurationMs(text) === undefined)
    throw new InvalidArgumentError("a duration is like 90s, 15m, 26h or 2d");
  return text.trim();
}

/** `42sync schedule`: every night, and every 15 minutes. */
export function defineScheduleCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("schedule")
    .summary("run it every night and every 15 minutes")
    .description(
      "Shows crontab lines (or systemd timers) for this folder: nightly at 2:00, incremental " +
        "every 15 minutes from 0:05 on, which is silent while another run holds the lock, and a " +
        "look at the freshness " +
        "at 8:30 and 20:30, which is silent as long as all is well. With --write they are put " +
        "into this user's crontab; lines of others stay, and writing again replaces them.",
    )
    .addOption(
      new Option("--write", "put it into this user's crontab, or write and start the timers").conflicts(
        "remove",
      ),
    )
    .addOption(new Option("--remove", "take it out again"))
    .addOption(new Option("--systemd", "timers of this user's systemd instead of the crontab"))
    .addOption(
      new Option(
        "--log <file>",
        "where the runs write (default: 42sync.log in this folder; with --systemd the journal)",
      ).conflicts("systemd"),
    )
    .addOption(
      new Option("--max-lag <duration>", "age of a table that rings the alarm")
        .argParser(duration)
        .default("26h"),
    )
    .addOption(shared.configOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync schedule", "look first"],
        ["42sync schedule --write", "into the crontab; cron mails the alarm"],
        ["42sync schedule --systemd --write", "timers; systemctl --user --failed shows the alarm"],
      ),
    )
    .action(async (options) => {
      const { runSchedule } = await import("./run.js");
      context.end(await runSchedule(context, options));
    });
}
