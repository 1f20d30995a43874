import type { Io } from "./io.js";
import type { Progress, ProgressInput } from "./progress.js";
import { createProgressLog } from "./progress-log.js";
import { createProgressLines } from "./progress-lines.js";

/** Bars on a terminal, plain lines with times elsewhere; the bars' library is loaded when they are drawn. */
export async function openProgress(io: Io, input: ProgressInput): Promise<Progress> {
  if (io.log !== undefined) return createProgressLog(io.log);
  if (!io.errTerminal) {
    return createProgressLines((text) => {
      io.err(text);
    }, input);
  }
  const { createProgressBars } = await import("./progress-bars.js");
  return createProgressBars(io, input);
}
