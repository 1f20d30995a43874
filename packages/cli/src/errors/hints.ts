import { showTime } from "../terminal/text.js";

/** An error of ours, or one of a report, as far as its hint depends on it. */
export interface HintedError {
  readonly code: string;
  readonly hint: string | null;
  /** Which limit refused a request; null or absent when none did. */
  readonly limit?: "second" | "hour" | "reserve" | "max hits" | null;
  /** When that limit's next hits are available, ISO. */
  readonly resetsAt?: string | null;
}

/** Flags that raise a limit, as far as the command that is running has them. */
export interface LimitFlags {
  /** Whether `--wait` would help: the command has it, and it wasn't typed. */
  readonly wait: boolean;
  readonly reserve: boolean;
  readonly maxHits: boolean;
  readonly budget: boolean;
}

export const noLimitFlags: LimitFlags = { wait: false, reserve: false, maxHits: false, budget: false };

/**
 * The next step after an error, in the words of the command line. The libraries' hints are for programmers:
 * they name options. Here, by code and fields, is what to type instead. Every other hint stays as it is.
 */
export function hintFor(error: HintedError, flags: LimitFlags): string | null {
  switch (error.code) {
    case "E_BUDGET":
      return budgetHint(error, flags);
    default:
      return error.hint;
  }
}

/** The same error with this command's hint. */
export function withHint<T extends HintedError>(error: T, flags: LimitFlags): T {
  return { ...error, hint: hintFor(error, flags) };
}

function budgetHint({ hint, limit, resetsAt }: HintedError, flags: LimitFlags): string | null {
  if (resetsAt !== null && resetsAt !== undefined)
    return [
      `run it again after ${showTime(resetsAt)}`,
      ...(flags.wait ? ["with --wait"] : []),
      ...(flags.reserve && limit === "reserve" ? ["with a smaller --reserve"] : []),
    ].join(", or ");
  if (limit !== "max hits") return hint;
  if (flags.maxHits) return "raise --max-hits";
  return flags.budget ? "run it again and it resumes where it stopped, or raise --budget" : hint;
}

/** By the flags that a command knows, and the words that were typed. */
export function readLimitFlags(known: readonly string[], argv: readonly string[]): LimitFlags {
  return {
    wait: known.includes("--wait") && !argv.includes("--wait") && !argv.includes("--dry-run"),
    reserve: known.includes("--reserve"),
    maxHits: known.includes("--max-hits"),
    budget: known.includes("--budget"),
  };
}
