import type { Io } from "./io.js";

/** From the one that says most. */
export const logLevels = ["debug", "info", "warn", "error"] as const;

export type LogLevel = (typeof logLevels)[number];

/** One line of a log, with what machines want of it. */
export type Log = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void;

export interface LogOptions {
  readonly format: "human" | "json";
  /** What is less is not said. */
  readonly level: LogLevel;
  readonly now: () => number;
}

/**
 * An output whose stderr is a log: lines below the level are left out, and in JSON each line is an object
 * with `time`, `level` and `message`. Then it has `log`, for those who know more than a line.
 */
export function createLogIo(io: Io, { format, level, now }: LogOptions): Io {
  const wanted = (of: LogLevel): boolean => logLevels.indexOf(of) >= logLevels.indexOf(level);
  if (format === "human") {
    return {
      ...io,
      get columns() {
        return io.columns;
      },
      err: (text) => {
        if (wanted(readLine(text).level)) io.err(text);
      },
    };
  }
  const log: Log = (of, message, fields = {}) => {
    if (wanted(of))
      io.err(`${JSON.stringify({ time: new Date(now()).toISOString(), level: of, message, ...fields })}\n`);
  };
  return {
    ...io,
    outTerminal: false,
    errTerminal: false,
    columns: 100,
    err: (text) => {
      for (const line of text.split("\n").filter((one) => one.trim() !== "")) {
        const { level: of, message } = readLine(line);
        log(of, message);
      }
    },
    log,
  };
}

/** `2026-11-24 02:00:00Z warning: …`: the time is the log's own, and the word is the level. */
export function readLine(line: string): { readonly level: LogLevel; readonly message: string } {
  const plain = line.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ /, "").trimEnd();
  const [, word, rest] = /^(debug|warning|error): ([\s\S]*)$/.exec(plain) ?? [];
  if (word === undefined || rest === undefined) return { level: "info", message: plain };
  return { level: word === "warning" ? "warn" : word === "debug" ? "debug" : "error", message: rest };
}
