import { errorToExitCode, type ExitCode } from "./exit-code.js";
import { inCommandWords, type SpentChoices } from "./spent-words.js";

/** An error as the command shows it. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly exitCode: ExitCode;
}

const noChoices: SpentChoices = { wait: false, reserve: false, maxHits: false };

/**
 * What is neither our error nor expected is a bug, and says what to do about it. `can` is what the command
 * has against limits.
 */
export function errorToFailure(error: unknown, can: SpentChoices = noChoices): Failure {
  if (isOurs(error))
    return inCommandWords(
      {
        code: error.code,
        message: error.message,
        hint: error.hint ?? null,
        exitCode: errorToExitCode(error.code),
      },
      can,
    );
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
}

// By shape, so that the help needs not load the packages that these errors come from.
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
