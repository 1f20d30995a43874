import type { Installation, Job } from "./job.js";

/** A crontab with the block of a folder in it; undefined: without. All other lines stay as they are. */
export function withBlock(crontab: string, folder: string, block: string | undefined): string {
  const lines = crontab === "" ? [] : crontab.replace(/\n$/, "").split("\n");
  const [begin, end] = [lines.indexOf(beginOf(folder)), lines.indexOf(endOf(folder))];
  const there = begin >= 0 && end > begin;
  const before = there ? lines.slice(0, begin) : lines;
  const after = there ? lines.slice(end + 1) : [];
  const all = [...before, ...(block === undefined ? [] : block.split("\n")), ...after];
  return all.length === 0 ? "" : `${all.join("\n")}\n`;
}

/** The lines of an installation, between two marks by which the next writing finds them. */
export function crontabBlock({ folder, program, jobs }: Installation, log: string): string {
  return [beginOf(folder), ...jobs.map((job) => line(job, { folder, program, log })), endOf(folder)].join(
    "\n",
  );
}

const beginOf = (folder: string): string =>
  `# 42sync in ${folder}: begin; written by 42sync schedule, which replaces these lines`;
const endOf = (folder: string): string => `# 42sync in ${folder}: end`;

interface Place {
  readonly folder: string;
  readonly program: readonly string[];
  readonly log: string;
}

function line({ argv, cron, alarm }: Job, { folder, program, log }: Place): string {
  const command = [...program, ...argv].map(quote).join(" ");
  // cron mails what a line prints. 75: a run has the embedded database open, so freshness can't be checked.
  const rest = alarm
    ? `${command} >/dev/null 2>&1 || [ $? -eq 75 ] || echo ` +
      `${quote(`42sync: the copy in ${folder} is too old or cannot be read; 42sync status and ${log} tell ` + "more")}`
    : `${command} >>${quote(log)} 2>&1`;
  // A bare % would begin the standard input: man 5 crontab.
  return `${cron} cd ${quote(folder)} && ${rest}`.replaceAll("%", "\\%");
}

/** A word as sh takes it. */
function quote(word: string): string {
  return /^[\w./:=@+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
