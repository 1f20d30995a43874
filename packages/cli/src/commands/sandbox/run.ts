import { systemClock, type Clock } from "@42sync/core";
import type { CommandContext } from "../../command-context.js";
import { openSandbox } from "../../connect/open-sandbox.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { printJson } from "../../terminal/io.js";
import { showCount, showTime } from "../../terminal/text.js";

export interface SandboxFlags {
  readonly port: number;
  readonly seed: number;
  readonly size: number;
  readonly data?: string | undefined;
  readonly perSecond: number;
  readonly perHour: number;
  readonly json?: true | undefined;
}

/** `42sync sandbox`: serves until it is stopped. */
export async function runSandbox(context: CommandContext, flags: SandboxFlags): Promise<ExitCode> {
  const { io } = context;
  const { port, seed, size, data, perSecond, perHour } = flags;
  // A generated world lives today, so that ages and clocks are right; recorded rows have their own time.
  const now = data === undefined ? { now: new Date((context.clock ?? systemClock).now()) } : {};
  const opened = await openSandbox({
    options: { seed, size, ...now },
    port,
    perSecond,
    perHour,
    cwd: context.cwd,
    ...(data === undefined ? {} : { data }),
  });
  try {
    const { url, clientId, clientSecret, sandbox } = opened;
    const begins = sandbox.now.toISOString();
    if (flags.json === true) {
      printJson(io, { url, clientId, clientSecret, now: begins, ignored: sandbox.ignored });
    } else {
      io.out(
        `export FORTYTWO_API_URL=${url}\nexport FORTYTWO_CLIENT_ID=${clientId}\nexport ` +
          `FORTYTWO_CLIENT_SECRET=${clientSecret}\n`,
      );
    }
    // A shell may evaluate both outputs: everything but the exports is a comment.
    const isComment = flags.json !== true && io.logFormat === "human";
    const print = (line: string): void => {
      io.log({ level: "info", message: `${isComment ? "# " : ""}${line}` });
    };
    const world =
      data === undefined ? `${showCount(size)} students, seed ${String(seed)}` : `recorded rows of ${data}`;
    print(
      `a local 42 listens on ${url}: ${world}; its clock shows ${showTime(begins)}; ` +
        `${showCount(perSecond)} requests a second, ${showCount(perHour)} an hour`,
    );
    if (sandbox.ignored.length > 0)
      print(`not served, because 42 has no such list: ${sandbox.ignored.join(", ")}`);
    print("next, in another terminal: the lines above, then 42sync nightly; Ctrl-C ends it");
    const ended = new AbortController();
    const signals = AbortSignal.any([context.finish, context.signal, ended.signal]);
    await Promise.race([untilAborted(signals), untilAlone(context, signals)]);
    ended.abort();
    print("the local 42 has ended");
    return exitCodes.done;
  } finally {
    await opened.close();
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener(
        "abort",
        () => {
          resolve();
        },
        { once: true },
      );
  });
}

/** How often it checks whether its starter is gone. */
const lookMs = 1000;

/** Ends when the process that started it is gone; never if no process waits for it. */
async function untilAlone(
  {
    isStarterGone,
    clock = systemClock,
  }: Pick<CommandContext, "isStarterGone"> & { readonly clock?: Clock | undefined },
  signal: AbortSignal,
): Promise<void> {
  if (isStarterGone === undefined) return untilAborted(signal);
  // an abort ends the wait, and the loop
  while (!signal.aborted && !isStarterGone()) await clock.sleep(lookMs, signal).catch(() => undefined);
}
