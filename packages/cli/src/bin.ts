/* eslint-disable no-restricted-properties -- this is the bin: here, and only here, the process ends. */
import { runCli } from "./run-cli.js";
import { createProcessOutputs } from "./terminal/io.js";
import { createNpxWatch } from "./terminal/npx-watch.js";
import { runProgram } from "./terminal/run-program.js";

const finish = new AbortController();
const stop = new AbortController();

/** The first signal stops after the current page, the second immediately, a third ends the process. */
function onSignal(name: NodeJS.Signals): void {
  if (stop.signal.aborted) process.exit(name === "SIGINT" ? 130 : 143);
  if (finish.signal.aborted) stop.abort();
  else finish.abort();
}

// The reader of the output is gone, as with `| head`: there is nobody to report to.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

// Checked before anything is loaded: later, a starter that is gone would look like none.
const isNpxGone = createNpxWatch({ env: process.env, parent: () => process.ppid });

const code = await runCli(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  outputs: createProcessOutputs(process.env),
  // Prompts use stderr, so that stdout has only the answer.
  ...(process.stdin.isTTY && process.stderr.isTTY
    ? {
        openPrompts: async () =>
          (await import("./terminal/terminal-prompts.js")).createTerminalPrompts({
            input: process.stdin,
            output: process.stderr,
          }),
      }
    : {}),
  program: [process.execPath, process.argv[1] ?? "42sync"],
  runProgram,
  readStdin: async () => (await import("node:stream/consumers")).text(process.stdin),
  ...(isNpxGone === undefined ? {} : { isStarterGone: isNpxGone }),
  signal: stop.signal,
  finish: finish.signal,
  onHeeding: () => {
    process.on("SIGINT", onSignal);
    process.on("SIGTERM", onSignal);
  },
});
process.exitCode = code;
process.off("SIGINT", onSignal);
process.off("SIGTERM", onSignal);
// Everything that was opened is closed; a connection that lingers doesn't keep the process alive.
setTimeout(() => {
  if (process.stdout.writableLength === 0) process.exit(code);
}, 2_000).unref();
