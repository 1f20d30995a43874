import type { Clock } from "@42sync/core";
import { CommanderError } from "commander";
import { createProgram, knownCommands } from "./program.js";
import type { CommandContext } from "./command-context.js";
import type { RunProgram } from "./terminal/run-program.js";
import { exitCodes, type ExitCode } from "./errors/exit-code.js";
import { errorToFailure, stackOf, type Failure } from "./errors/failure.js";
import type { Io } from "./terminal/io.js";
import { createLogIo, logLevels } from "./terminal/log-io.js";
import type { Prompts } from "./terminal/prompts.js";
import { createRedactedIo } from "./terminal/redact.js";
import { showTime } from "./terminal/text.js";
import { readSpentChoices } from "./errors/spent-words.js";
import { usageToFailure, type KnownCommand } from "./errors/usage-failure.js";

const systemTime = { now: Date.now };

/** Commands whose lines have times where nobody watches, so that their last one has too. */
const logged = ["nightly", "incremental"];

/** Everything that a command touches outside of its arguments. */
export interface CliSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly io: Io;
  /** @default the machine's own */
  readonly fetch?: typeof globalThis.fetch;
  /** @default the machine's own */
  readonly clock?: Clock;
  /** Opens the way to ask. @default nobody is there to answer */
  readonly openPrompts?: () => Promise<Prompts>;
  /** All of standard input. @default nothing */
  readonly readStdin?: () => Promise<string>;
  /** How this program is started: node and the script, as absolute paths. @default 42sync */
  readonly program?: readonly string[];
  /** Starts a program of the system. @default none is found */
  readonly runProgram?: RunProgram;
  /**
   * Whether whoever started this program and waits for it is gone, so that nobody is left to end it.
   * @default nobody waits for it
   */
  readonly isStarterGone?: () => boolean;
  /** Stops at once. */
  readonly signal?: AbortSignal;
  /** Stops after the page in hand. */
  readonly finish?: AbortSignal;
  /** Called once the command heeds these two. */
  readonly onHeeding?: () => void;
}

/**
 * Runs a command line, without the name of the program, in this process; nothing is thrown.
 *
 * @returns the exit code.
 */
export async function runCli(argv: readonly string[], surroundings: CliSurroundings): Promise<number> {
  const redacted = createRedactedIo(surroundings.io);
  const { secrets } = redacted;
  const level = logLevels.find((one) => one === valueOf(argv, "--log-level"));
  const debug = hasFlag(argv, "--debug") || level === "debug";
  const format = valueOf(argv, "--log-format") === "json" ? "json" : "human";
  const io = createLogIo(redacted.io, {
    format,
    level: level ?? (debug ? "debug" : "info"),
    now: () => (surroundings.clock ?? systemTime).now(),
  });
  let exitCode: ExitCode = exitCodes.done;
  let heeds = false;
  const context: CommandContext = {
    env: surroundings.env,
    cwd: surroundings.cwd,
    io,
    secrets,
    fetch: surroundings.fetch,
    clock: surroundings.clock,
    openPrompts: surroundings.openPrompts,
    readStdin: surroundings.readStdin,
    program: surroundings.program ?? ["42sync"],
    runProgram: surroundings.runProgram ?? (() => Promise.resolve({ code: null, out: "", err: "" })),
    isStarterGone: surroundings.isStarterGone,
    signal: surroundings.signal ?? new AbortController().signal,
    finish: surroundings.finish ?? new AbortController().signal,
    heedSignals: () => {
      // Two listeners would take one Ctrl-C for two.
      if (!heeds) surroundings.onHeeding?.();
      heeds = true;
    },
    debug,
    end: (code) => {
      exitCode = code;
    },
  };
  const program = createProgram(context);
  try {
    if (argv.length === 0) {
      program.outputHelp();
      return exitCodes.usage;
    }
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    // Help and version were shown: commander ends the same way as for a mistake.
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    const commands = knownCommands(program);
    const failure =
      error instanceof CommanderError
        ? usageToFailure(error, commands, argv)
        : errorToFailure(error, readSpentChoices(flagsOf(commands, argv), argv));
    const isLogged = !io.errTerminal && logged.some((name) => argv.includes(name));
    tell(io, withProxyHint(failure, surroundings.env), {
      json: hasFlag(argv, "--json"),
      time: isLogged ? `${showTime((surroundings.clock ?? systemTime).now())} ` : "",
    });
    if (debug) io.err(`${stackOf(error)}\n`);
    return failure.exitCode;
  }
}

/** Those of the command that was typed: the first word that is one, as `plan` has `nightly` after it. */
function flagsOf(commands: readonly KnownCommand[], argv: readonly string[]): readonly string[] {
  const typed = argv.find((word) => commands.some(({ name }) => name === word));
  return commands.find(({ name }) => name === typed)?.flags ?? [];
}

/**
 * Node's fetch goes past a proxy unless it is told otherwise:
 * https://nodejs.org/api/cli.html#node_use_env_proxy1 (24.0, 22.21).
 */
function withProxyHint(failure: Failure, env: CliSurroundings["env"]): Failure {
  const proxy = ["HTTPS_PROXY", "https_proxy"].find((name) => (env[name] ?? "") !== "");
  if (failure.code !== "E_NETWORK" || proxy === undefined || env["NODE_USE_ENV_PROXY"] === "1")
    return failure;
  return {
    ...failure,
    hint:
      `${failure.hint === null ? "" : `${failure.hint}; `}${proxy} is set, which Node heeds with ` +
      "NODE_USE_ENV_PROXY=1, from 24 or 22.21 on",
  };
}

/** In JSON the failure is the document; the words go to stderr either way. */
function tell(
  io: Io,
  { code, message, hint, exitCode }: Failure,
  { json, time }: { readonly json: boolean; readonly time: string },
): void {
  if (io.log === undefined) io.err(`${time}error: ${message}\n${hint === null ? "" : `  hint: ${hint}\n`}`);
  else io.log("error", message, { code, hint, exitCode });
  if (json) io.out(`${JSON.stringify({ error: { code, message, hint }, exitCode }, null, 2)}\n`);
}

/** `--flag value` or `--flag=value`; commander judges it later. */
function valueOf(argv: readonly string[], flag: string): string | undefined {
  const at = argv.indexOf(flag);
  return at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1);
}

function hasFlag(argv: readonly string[], flag: string): boolean {
  const end = argv.indexOf("--");
  return (end < 0 ? argv : argv.slice(0, end)).includes(flag);
}
