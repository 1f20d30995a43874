import type { Clock } from "@42sync/core";
import { CommanderError } from "commander";
import type { CommandContext } from "./command-context.js";
import { exitCodes, type ExitCode } from "./errors/exit-code.js";
import { errorToFailure, stackOf, type Failure } from "./errors/failure.js";
import { readLimitFlags } from "./errors/hints.js";
import { usageToFailure, type KnownCommand } from "./errors/usage-failure.js";
import { createProgram, knownCommands } from "./program.js";
import { printJson, logLevels, type Io, type Outputs } from "./terminal/io.js";
import { createLogIo } from "./terminal/log-io.js";
import type { Prompts } from "./terminal/prompts.js";
import { createRedactedOutputs } from "./terminal/redact.js";
import type { RunProgram } from "./terminal/run-program.js";

const systemTime = { now: Date.now };

/** Commands that log lines with times where nobody watches; the line of their failure has one too. */
const commandsWithTimes = ["nightly", "incremental"];

/** Everything that a command touches apart from its arguments. */
export interface CliSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly outputs: Outputs;
  /** @default the machine's own */
  readonly fetch?: typeof globalThis.fetch;
  /** @default the machine's own */
  readonly clock?: Clock;
  /** Opens the prompts. @default nobody is there to answer */
  readonly openPrompts?: () => Promise<Prompts>;
  /** All of standard input. @default nothing */
  readonly readStdin?: () => Promise<string>;
  /** How this program is started: node and the script, as absolute paths. @default 42sync */
  readonly program?: readonly string[];
  /** Starts a program of the system. @default none is found */
  readonly runProgram?: RunProgram;
  /**
   * Whether the process that started this program and waits for it is gone, so that nobody is left to stop
   * it.
   * @default nobody waits for it
   */
  readonly isStarterGone?: () => boolean;
  /** Stops immediately. */
  readonly signal?: AbortSignal;
  /** Stops after the current page. */
  readonly finish?: AbortSignal;
  /** Called once the command listens to these two. */
  readonly onHeeding?: () => void;
}

/**
 * Runs a command line, without the program's name, in this process; never throws.
 *
 * @returns the exit code.
 */
export async function runCli(argv: readonly string[], surroundings: CliSurroundings): Promise<number> {
  const { outputs, secrets } = createRedactedOutputs(surroundings.outputs);
  const now = (): number => (surroundings.clock ?? systemTime).now();
  const level = logLevels.find((one) => one === valueOf(argv, "--log-level"));
  const debug = hasFlag(argv, "--debug") || level === "debug";
  const io = createLogIo(outputs, {
    format: valueOf(argv, "--log-format") === "json" ? "json" : "human",
    level: level ?? (debug ? "debug" : "info"),
    now,
  });
  let exitCode: ExitCode = exitCodes.done;
  const context = toContext(surroundings, {
    io,
    secrets,
    debug,
    end: (code) => {
      exitCode = code;
    },
  });
  const program = createProgram(context);
  try {
    if (argv.length === 0) {
      program.outputHelp();
      return exitCodes.usage;
    }
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    // Help or the version was shown: commander throws for these as for a mistake.
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    const commands = knownCommands(program);
    const failure =
      error instanceof CommanderError
        ? usageToFailure(error, commands, argv)
        : errorToFailure(error, readLimitFlags(flagsOf(commands, argv), argv));
    const hasTime = !io.errTerminal && commandsWithTimes.some((name) => argv.includes(name));
    printFailure(io, withProxyHint(failure, surroundings.env), {
      json: hasFlag(argv, "--json"),
      ...(hasTime ? { time: new Date(now()).toISOString() } : {}),
      ...(debug ? { stack: stackOf(error) } : {}),
    });
    return failure.exitCode;
  }
}

type OwnContext = Pick<CommandContext, "io" | "secrets" | "debug" | "end">;

function toContext(surroundings: CliSurroundings, own: OwnContext): CommandContext {
  const never = new AbortController().signal;
  let heeds = false;
  return {
    env: surroundings.env,
    cwd: surroundings.cwd,
    fetch: surroundings.fetch,
    clock: surroundings.clock,
    openPrompts: surroundings.openPrompts,
    readStdin: surroundings.readStdin,
    program: surroundings.program ?? ["42sync"],
    runProgram: surroundings.runProgram ?? (() => Promise.resolve({ code: null, out: "", err: "" })),
    isStarterGone: surroundings.isStarterGone,
    signal: surroundings.signal ?? never,
    finish: surroundings.finish ?? never,
    heedSignals: () => {
      // Two listeners would take one Ctrl-C for two.
      if (!heeds) surroundings.onHeeding?.();
      heeds = true;
    },
    ...own,
  };
}

/**
 * The flags of the command that was typed: the first word that is one, as `plan` may be followed by
 * `nightly`.
 */
function flagsOf(commands: readonly KnownCommand[], argv: readonly string[]): readonly string[] {
  const typed = argv.find((word) => commands.some(({ name }) => name === word));
  return commands.find(({ name }) => name === typed)?.flags ?? [];
}

/**
 * Node's fetch ignores a proxy unless told otherwise:
 * https://nodejs.org/api/cli.html#node_use_env_proxy1 (24.0, 22.21).
 */
function withProxyHint(failure: Failure, env: CliSurroundings["env"]): Failure {
  const proxy = ["HTTPS_PROXY", "https_proxy"].find((name) => (env[name] ?? "") !== "");
  if (failure.code !== "E_NETWORK" || proxy === undefined || env["NODE_USE_ENV_PROXY"] === "1")
    return failure;
  return {
    ...failure,
    hint:
      `${failure.hint === null ? "" : `${failure.hint}; `}${proxy} is set, but Node uses it only with ` +
      "NODE_USE_ENV_PROXY=1, from 24 or 22.21 on",
  };
}

interface FailureOutput {
  readonly json: boolean;
  readonly time?: string;
  readonly stack?: string;
}

/** With `--json` the failure is the document; it is logged either way. */
function printFailure(io: Io, failure: Failure, { json, ...more }: FailureOutput): void {
  const { code, message, hint, exitCode, ...limit } = failure;
  const error = { code, message, hint, ...limit };
  io.log({ level: "error", ...error, exitCode, ...more });
  if (json) printJson(io, { error, exitCode });
}

/** `--flag value` or `--flag=value`; commander validates it later. */
function valueOf(argv: readonly string[], flag: string): string | undefined {
  const at = argv.indexOf(flag);
  return at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1);
}

function hasFlag(argv: readonly string[], flag: string): boolean {
  const end = argv.indexOf("--");
  return (end < 0 ? argv : argv.slice(0, end)).includes(flag);
}
