import { isError42 } from "@42sync/core";
import type { CommandContext } from "../../command-context.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { printJson, type Io } from "../../terminal/io.js";

/**
 * Runs what a lock may refuse. Nothing is written before `begun` was called; when another run holds the lock
 * nothing is written at all, and that's not a failure.
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
    if (json) printJson(context.io, { skipped: "another run holds the lock", exitCode: exitCodes.done });
    return exitCodes.done;
  } finally {
    held.release();
  }
}

/** An output that keeps everything, in order, until it is released or dropped. */
interface HeldIo {
  readonly io: Io;
  /** Writes all of it; from here on everything is written immediately. */
  release(): void;
  /** Forgets all of it. */
  drop(): void;
}

function holdIo(io: Io): HeldIo {
  let kept: (() => void)[] | undefined = [];
  const keep = (write: () => void): void => {
    if (kept === undefined) write();
    else kept.push(write);
  };
  return {
    io: {
      ...io,
      get columns() {
        return io.columns;
      },
      out: (text) => {
        keep(() => {
          io.out(text);
        });
      },
      log: (entry) => {
        keep(() => {
          io.log(entry);
        });
      },
    },
    release: () => {
      const all = kept ?? [];
      kept = undefined;
      for (const write of all) write();
    },
    drop: () => {
      kept = [];
    },
  };
}
