import { readFileSync } from "node:fs";

/** What is known of one process of this machine. */
export interface ProcessFacts {
  /** Of its program: `node`, `sh`. */
  readonly name: string;
  readonly parent: number;
}

export interface NpxWatchInput {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The process that started this one, now: it changes when that one ends. */
  readonly parent: () => number;
  /** Undefined where the system doesn't say, or there is no such process. @default what `/proc` says */
  readonly factsOf?: (pid: number) => ProcessFacts | undefined;
}

const shells: ReadonlySet<string> = new Set(["sh", "dash", "bash", "ash", "busybox", "zsh", "ksh"]);

/**
 * Tells whether the npx that started this command is gone; undefined where none did. npx waits for what it
 * starts, so that its end is never meant to leave anything behind: yet of SIGTERM it tells only the shell
 * between the two, and SIGKILL or SIGHUP it cannot pass on (seen with npm 11.19 and dash). Whoever starts the
 * command without npx, in the background, with nohup or by systemd, is not watched: their end is none of its
 * business.
 */
export function createNpxWatch({
  env,
  parent,
  factsOf = readFacts,
}: NpxWatchInput): (() => boolean) | undefined {
  // `npx -c` and scripts may put it in the background on purpose; `npx 42sync …` has this command alone as
  // its script.
  if (env["npm_lifecycle_event"] !== "npx" || !/^['"]?42sync['"]?$/.test(env["npm_lifecycle_script"] ?? ""))
    return undefined;
  const starter = parent();
  const facts = factsOf(starter);
  // A shell that replaced itself by the command leaves npx as its parent.
  const npx = facts !== undefined && shells.has(facts.name) ? facts.parent : undefined;
  return () => parent() !== starter || (npx !== undefined && factsOf(starter)?.parent !== npx);
}

/** `/proc/<pid>/stat`, fields 2 and 4: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function readFacts(pid: number): ProcessFacts | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    const end = stat.lastIndexOf(")");
    return {
      name: stat.slice(stat.indexOf("(") + 1, end),
      parent: Number(stat.slice(end + 2).split(" ")[1]),
    };
  } catch {
    return undefined; // not Linux, or it has ended
  }
}
