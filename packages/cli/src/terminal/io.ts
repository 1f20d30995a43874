/** The process's two outputs, and what reads them; the only place that writes. Tests pass their own. */
export interface Outputs {
  /** Writes to stdout as given. */
  out(text: string): void;
  /** Writes to stderr as given. */
  err(text: string): void;
  /** Whether stdout is a terminal. */
  readonly outTerminal: boolean;
  /** Whether stderr is a terminal. */
  readonly errTerminal: boolean;
  /** Characters in a line of the terminal. */
  readonly columns: number;
  /** Whether colours are wanted. */
  readonly colours: boolean;
  /** Where progress bars are drawn: the stream behind `err`. */
  readonly errStream: NodeJS.WritableStream;
}

/** Log levels, the most detailed first. */
export const logLevels = ["debug", "info", "warn", "error"] as const;

export type LogLevel = (typeof logLevels)[number];

/** One entry of the log. Every field that isn't named here is for machines only. */
export interface LogEntry {
  readonly level: LogLevel;
  readonly message: string;
  /** The next step. */
  readonly hint?: string | null;
  /** Of an error, for `--debug`. */
  readonly stack?: string;
  /** ISO. A human log shows the time only if it's set here; a JSON log always has one. */
  readonly time?: string;
  readonly [field: string]: unknown;
}

export type Log = (entry: LogEntry) => void;

/** What a command writes to: answers go to `out`, everything else to `log`. */
export interface Io extends Omit<Outputs, "err"> {
  readonly log: Log;
  /** `human`: entries are lines of text. `json`: each entry is an object. */
  readonly logFormat: "human" | "json";
}

/** The process's own outputs. Colours only on a terminal, and not with NO_COLOR (https://no-color.org). */
export function createProcessOutputs(env: Readonly<Record<string, string | undefined>>): Outputs {
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

/** Prints one JSON document as the command's answer. */
export function printJson({ out }: Pick<Io, "out">, document: unknown): void {
  out(`${JSON.stringify(document, null, 2)}\n`);
}

/** The width of a table: a terminal's, elsewhere without limit. */
export function tableWidth({ outTerminal, columns }: Pick<Io, "outTerminal" | "columns">): {
  readonly width?: number;
} {
  return outTerminal ? { width: columns } : {};
}
