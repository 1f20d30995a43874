import type { Clock } from "@42sync/core";
import type { ExitCode } from "./errors/exit-code.js";
import type { Io } from "./terminal/io.js";
import type { Prompts } from "./terminal/prompts.js";
import type { Secrets } from "./terminal/redact.js";
import type { RunProgram } from "./terminal/run-program.js";

/** What every command is given; nothing is taken from the process. */
export interface CommandContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly io: Io;
  /** Whoever reads a secret says so here, before anything else is done with it. */
  readonly secrets: Secrets;
  /** Undefined: the machine's own. */
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly clock: Clock | undefined;
  /** Opens the way to ask; undefined: nobody is there to answer. */
  readonly openPrompts: (() => Promise<Prompts>) | undefined;
  /** All of standard input. */
  readonly readStdin: (() => Promise<string>) | undefined;
  /** How this program is started: node and the script, as absolute paths. */
  readonly program: readonly string[];
  readonly runProgram: RunProgram;
  /** Whether whoever started this program and waits for it is gone; undefined: nobody waits for it. */
  readonly isStarterGone: (() => boolean) | undefined;
  /** Stops at once. */
  readonly signal: AbortSignal;
  /** Asked to stop: the page in hand is finished first. */
  readonly finish: AbortSignal;
  /**
   * From here on `finish` and `signal` are heeded; before, and in other commands, a signal simply ends the
   * process.
   */
  heedSignals(): void;
  /** Shows stacks and what the client does. */
  readonly debug: boolean;
  /** How the command ended; done unless it says otherwise. */
  end(code: ExitCode): void;
}
