import { errorToExitCode, type ExitCode } from "./exit-code.js";
import { hintFor, noLimitFlags, type HintedError, type LimitFlags } from "./hints.js";

/** An error as the command shows it. */
export interface Failure extends Pick<HintedError, "code" | "hint" | "limit" | "resetsAt"> {
  readonly message: string;
  readonly exitCode: ExitCode;
}

/** Anything that isn't an error of ours is a bug. `flags` are those that the command has against limits. */
export function errorToFailure(error: unknown, flags: LimitFlags = noLimitFlags): Failure {
  if (isOurs(error)) {
    const { code, message, hint = null, limit, resetsAt, fault, context = {} } = error;
    const limits = limit === undefined ? {} : { limit, resetsAt: resetsAt?.toISOString() ?? null };
    return {
      code,
      message,
      hint: hintFor({ code, hint, fault: fault ?? null, context, ...limits }, flags),
      exitCode: errorToExitCode(code),
      ...limits,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: "E_BUG",
    message: `this is a bug in 42sync: ${message}`,
    hint: "run it again with --debug, and report what it shows",
    exitCode: 1,
  };
}

interface Ours extends Error {
  readonly code: string;
  readonly hint?: string;
  /** Of a `BudgetError`. */
  readonly limit?: NonNullable<HintedError["limit"]>;
  readonly resetsAt?: Date | null;
  /** Of a `NetworkError`. */
  readonly fault?: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

// By shape, so that the help doesn't load the packages that these errors come from.
function isOurs(error: unknown): error is Ours {
  return (
    error instanceof Error && "code" in error && typeof error.code === "string" && /^E_[A-Z]/.test(error.code)
  );
}

/** The stack with its causes, for --debug. */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\ncaused by: ${stackOf(error.cause)}`;
}
