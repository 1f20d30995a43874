import { logLevels, type Io, type Log, type LogEntry, type LogLevel, type Outputs } from "./io.js";
import { showTime } from "./text.js";

export interface LogOptions {
  readonly format: Io["logFormat"];
  /** Entries below this level are dropped. */
  readonly level: LogLevel;
  readonly now: () => number;
}

/** What a command writes to, with a log on stderr. A JSON log is never written for a terminal. */
export function createLogIo(outputs: Outputs, { format, level, now }: LogOptions): Io {
  const { err, ...others } = outputs;
  const isWanted = (entry: LogEntry): boolean => logLevels.indexOf(entry.level) >= logLevels.indexOf(level);
  const show = format === "json" ? (entry: LogEntry) => toJson(entry, now()) : toText;
  const log: Log = (entry) => {
    if (isWanted(entry)) err(show(entry));
  };
  if (format === "json")
    return { ...others, outTerminal: false, errTerminal: false, columns: 100, log, logFormat: format };
  return {
    ...others,
    get columns() {
      return outputs.columns;
    },
    log,
    logFormat: format,
  };
}

function toJson({ time, level, message, ...fields }: LogEntry, now: number): string {
  return `${JSON.stringify({ time: time ?? new Date(now).toISOString(), level, message, ...fields })}\n`;
}

const levelWords: Readonly<Record<LogLevel, string>> = {
  debug: "debug: ",
  info: "",
  warn: "warning: ",
  error: "error: ",
};

/** `2026-11-24 02:00:00Z warning: …`, then the hint and the stack on lines of their own. */
function toText({ time, level, message, hint, stack }: LogEntry): string {
  return [
    `${time === undefined ? "" : `${showTime(time)} `}${levelWords[level]}${message}`,
    ...(hint === undefined || hint === null ? [] : [`  hint: ${hint}`]),
    ...(stack === undefined ? [] : [stack]),
    "",
  ].join("\n");
}
