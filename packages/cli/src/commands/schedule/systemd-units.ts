import type { Installation, Job } from "./job.js";

/** A unit file of systemd. */
export interface UnitFile {
  /** `42sync-nightly.timer`. */
  readonly name: string;
  readonly text: string;
}

/** The first line of every unit that is ours; others are never written over. */
export const unitMark = "# written by 42sync schedule, which replaces this file";

/** A service and a timer for each job. Its output goes to the journal. */
export function systemdUnits({ folder, program, jobs }: Installation): readonly UnitFile[] {
  return jobs.flatMap((job) => [
    { name: `42sync-${job.name}.service`, text: service(job, folder, program) },
    { name: `42sync-${job.name}.timer`, text: timer(job, folder) },
  ]);
}

/** The folder that the text of a unit of ours is for. */
export function folderOf(text: string): string | undefined {
  return /^Description=42sync \S+ in (.*)$/m.exec(text)?.[1]?.replaceAll("%%", "%");
}

function service({ name, argv, alarm }: Job, folder: string, program: readonly string[]): string {
  const why = alarm
    ? "75: a run has the embedded database open"
    : "6: stopped early, the next run resumes; 75: another run holds the lock";
  return `${unitMark}
[Unit]
Description=42sync ${name} in ${escape(folder)}

[Service]
Type=oneshot
WorkingDirectory=${escape(folder)}
ExecStart=${[...program, ...argv].map(quote).join(" ")}
# ${why}
SuccessExitStatus=${alarm ? "75" : "6 75"}
`;
}

function timer({ name, calendar }: Job, folder: string): string {
  return `${unitMark}
[Unit]
Description=42sync ${name} in ${escape(folder)}

[Timer]
OnCalendar=${calendar}
Persistent=true

[Install]
WantedBy=timers.target
`;
}

/** Specifiers begin with %: man 5 systemd.unit. */
function escape(text: string): string {
  return text.replaceAll("%", "%%");
}

/** A word of a command line: man 5 systemd.service, which also replaces $NAME. */
function quote(word: string): string {
  const escaped = escape(word).replaceAll("$", "$$$$");
  return /^[\w./:=@+,%$-]+$/.test(escaped)
    ? escaped
    : `"${escaped.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
