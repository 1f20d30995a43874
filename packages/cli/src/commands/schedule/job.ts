/** Something that runs on a schedule. */
export interface Job {
  /** `nightly`: also the name of its unit. */
  readonly name: string;
  /** Words after the program's name. */
  readonly argv: readonly string[];
  /** Five fields of a crontab. */
  readonly cron: string;
  /** The same in the words of systemd: OnCalendar. */
  readonly calendar: string;
  /** Whether it only checks: its output is dropped, and its failure is the alarm. */
  readonly alarm: boolean;
}

export interface JobsInput {
  /** Age that triggers the alarm, like `26h`. */
  readonly maxLag: string;
  /** The config file, when it is not the working folder's own. */
  readonly config: string | undefined;
}

/**
 * Nightly at 2:00, incremental every 15 minutes, and a look at the freshness in the morning and in the
 * evening. None begins at the minute of another: the first to come would hold the lock (of an embedded
 * database, against whoever only looks as well), and the nightly or the alarm would end there.
 */
export function scheduledJobs({ maxLag, config }: JobsInput): readonly Job[] {
  const rest = config === undefined ? [] : ["--config", config];
  return [
    {
      name: "nightly",
      argv: ["nightly", "--wait", ...rest],
      cron: "0 2 * * *",
      calendar: "*-*-* 02:00:00",
      alarm: false,
    },
    {
      name: "incremental",
      argv: ["incremental", "--skip-if-locked", ...rest],
      cron: "5-59/15 * * * *",
      calendar: "*:5/15",
      alarm: false,
    },
    {
      name: "freshness",
      argv: ["status", "--max-lag", maxLag, ...rest],
      cron: "30 8,20 * * *",
      calendar: "*-*-* 08,20:30:00",
      alarm: true,
    },
  ];
}

/** Where and how the jobs are started. */
export interface Installation {
  /** Absolute; settings are read from it. */
  readonly folder: string;
  /** How this program is started: the absolute path of node, and of the script. */
  readonly program: readonly string[];
  readonly jobs: readonly Job[];
}
