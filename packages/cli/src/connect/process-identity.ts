import { readFileSync } from "node:fs";

/**
 * When a process began, in a form to compare only: a number that a later process with the same id does not share
 * (`/proc/<pid>/stat`, field 22, https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html). Undefined where the system does not tell.
 */
export function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    // The command's name is in parentheses and may hold spaces; the rest is split after it.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined; // not Linux, or no such process; the caller asks for the process itself
  }
}

/** Whether a process of this machine lives. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
