import { Option } from "@commander-js/extra-typings";
import { InvalidArgumentError } from "commander";
import type { CliProgram } from "../../cli-program.js";
import type { CommandContext } from "../../command-context.js";
import { toDurationMs } from "../../config/parse-values.js";
import * as shared from "../shared-options.js";

/** The text goes into the schedule as it is. */
function duration(text: string): string {
  if (toDurationMs(text) === undefined)
    throw new InvalidArgumentError("it must be a duration, like 90s, 15m, 26h or 2d");
  return text.trim();
}

/** `42sync schedule`: crontab lines or systemd timers. */
export function defineScheduleCommand(program: CliProgram, context: CommandContext): void {
  program
    .command("schedule")
    .summary("schedule runs with cron or systemd")
    .description(
      "Shows crontab lines (or systemd timers) for this folder: nightly at 2:00, incremental " +
        "every 15 minutes from 0:05 on, silent while another run holds the lock, and a freshness " +
        "check at 8:30 and 20:30, silent unless something is stale. With --write, installs them in " +
        "this user's crontab. Other lines stay, and writing again replaces only these.",
    )
    .addOption(
      new Option("--write", "install them in this user's crontab, or install and start the timers").conflicts(
        "remove",
      ),
    )
    .addOption(new Option("--remove", "uninstall them"))
    .addOption(new Option("--systemd", "use timers of this user's systemd instead of the crontab"))
    .addOption(
      new Option(
        "--log <file>",
        "log file of the runs (default: 42sync.log in this folder; with --systemd the journal)",
      ).conflicts("systemd"),
    )
    .addOption(
      new Option("--max-lag <duration>", "age of a table that triggers the alarm")
        .argParser(duration)
        .default("26h"),
    )
    .addOption(shared.configOption)
    .addOption(shared.debugOption)
    .addHelpText(
      "after",
      shared.examples(
        ["42sync schedule", "show the lines"],
        ["42sync schedule --write", "install them; cron mails the alarm"],
        ["42sync schedule --systemd --write", "install timers; systemctl --user --failed shows the alarm"],
      ),
    )
    .action(async (options) => {
      const { runSchedule } = await import("./run.js");
      context.end(await runSchedule(context, options));
    });
}
