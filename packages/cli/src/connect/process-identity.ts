import { readFileSync } from "node:fs";

/**
 * When a process began, in a form to compare only: a number that a later process with the same id does not
 * share (`/proc/<pid>/stat`, field 22, https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html). Undefined
 * where the system does not tell.
 */
export function processStart(pid: number): string | undefined {
  return processStat(pid)[19];
}

/**
 * What the system tells of a process after its name: the state first (field 3). Nothing on another system
 * than Linux, or of no process.
 */
function processStat(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    // The command's name is in parentheses and may hold spaces; the rest is split after it.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return []; // the caller asks for the process itself
  }
}

/**
 * Whether a process of this machine lives. One that ended and that its parent has not asked after (a zombie)
 * does not, though it takes signals.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return processStat(pid)[0] !== "Z";
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
