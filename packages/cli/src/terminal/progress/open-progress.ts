import type { Io } from "../io.js";
import { createProgressLines } from "./progress-lines.js";
import { createProgressLog } from "./progress-log.js";
import type { Progress, ProgressInput } from "./progress.js";

/** Bars on a terminal, lines with times elsewhere; the bars' library is loaded when they are drawn. */
export async function openProgress(io: Io, input: ProgressInput): Promise<Progress> {
  if (io.logFormat === "json") return createProgressLog(io.log);
  if (!io.errTerminal) return createProgressLines(io.log, input);
  const { createProgressBars } = await import("./progress-bars.js");
  return createProgressBars(io, input);
}
