import type { Clock } from "@42sync/core";
import type { ExitCode } from "./errors/exit-code.js";
import type { Io } from "./terminal/io.js";
import type { Prompts } from "./terminal/prompts.js";
import type { Secrets } from "./terminal/redact.js";
import type { RunProgram } from "./terminal/run-program.js";

/** What every command gets; nothing is taken from the process itself. */
export interface CommandContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly io: Io;
  /** Code that reads a secret adds it here before doing anything else with it. */
  readonly secrets: Secrets;
  /** Undefined: the machine's own. */
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly clock: Clock | undefined;
  /** Opens the prompts; undefined: not running in a terminal. */
  readonly openPrompts: (() => Promise<Prompts>) | undefined;
  /** All of standard input. */
  readonly readStdin: (() => Promise<string>) | undefined;
  /** How this program is started: node and the script, as absolute paths. */
  readonly program: readonly string[];
  readonly runProgram: RunProgram;
  /** Whether the process that started this one and waits for it is gone; undefined: none waits. */
  readonly isStarterGone: (() => boolean) | undefined;
  /** Stops immediately. */
  readonly signal: AbortSignal;
  /** Stops after the current page. */
  readonly finish: AbortSignal;
  /**
   * From here on the command obeys `finish` and `signal`. Before, and in other commands, a signal simply ends
   * the process.
   */
  heedSignals(): void;
  /** Logs stacks and every request. */
  readonly debug: boolean;
  /** Sets the exit code; it is 0 otherwise. */
  end(code: ExitCode): void;
}
