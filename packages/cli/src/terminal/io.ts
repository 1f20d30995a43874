import type { Log } from "./log-io.js";

/**
 * What the command writes to and how wide it is; the only place that writes, passed in so that tests read it.
 */
export interface Io {
  /** Answers: tables, CSV, JSON. Written as given. */
  out(text: string): void;
  /** Progress, warnings, errors. Written as given. */
  err(text: string): void;
  /** Whether people read `out` on a terminal. */
  readonly outTerminal: boolean;
  /** Whether people read `err` on a terminal. */
  readonly errTerminal: boolean;
  /** Characters in a line of the terminal. */
  readonly columns: number;
  /** Whether colours are wanted. */
  readonly colours: boolean;
  /** Where bars are drawn; what `err` writes to. */
  readonly errStream: NodeJS.WritableStream;
  /** Where stderr is a log of objects, its way in. */
  readonly log?: Log;
}

/** The process's own output. Colours only on a terminal, and not with NO_COLOR (https://no-color.org). */
export function createProcessIo(env: Readonly<Record<string, string | undefined>>): Io {
  const { stdout, stderr } = process;
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    outTerminal: stdout.isTTY,
    errTerminal: stderr.isTTY,
    get columns() {
      return (stdout.isTTY ? stdout.columns : stderr.isTTY ? stderr.columns : 0) || 100;
    },
    colours: stdout.isTTY && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb",
    errStream: stderr,
  };
}
