import { isError42 } from "@42sync/core";
import type { CommandContext } from "../../command-context.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { holdIo } from "../../terminal/hold-io.js";

/**
 * Runs what a lock may refuse. As long as `begun` was not called nothing is said; when another run holds the
 * lock nothing ever is, and that is no failure.
 */
export async function skipIfLocked(
  context: CommandContext,
  json: boolean,
  run: (context: CommandContext, begun: () => void) => Promise<ExitCode>,
): Promise<ExitCode> {
  const held = holdIo(context.io);
  try {
    return await run({ ...context, io: held.io }, () => {
      held.release();
    });
  } catch (error) {
    if (!(isError42(error) && error.code === "E_LOCKED")) throw error;
    held.drop();
    if (json)
      context.io.out(
        `${JSON.stringify({ skipped: "another run holds the lock", exitCode: exitCodes.done }, null, 2)}\n`,
      );
    return exitCodes.done;
  } finally {
    held.release();
  }
}
