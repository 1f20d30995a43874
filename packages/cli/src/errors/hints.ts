import { optionalTableNames } from "../generated/optional-tables.js";
import { showTime } from "../terminal/text.js";

/** An error of ours, or one of a report, as far as its hint depends on it. */
export interface HintedError {
  readonly code: string;
  readonly hint: string | null;
  /** Which limit refused a request; null or absent when none did. */
  readonly limit?: "second" | "hour" | "reserve" | "max hits" | null;
  /** When that limit's next hits are available, ISO. */
  readonly resetsAt?: string | null;
  /** What went wrong between here and 42; null or absent when it was something else. */
  readonly fault?: string | null;
  /** Where it happened; absent in reports. */
  readonly context?: Readonly<Record<string, unknown>>;
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
    case "E_AUTH":
      return authHint(error);
    case "E_NETWORK":
      return networkHint(error);
    case "E_TIMEOUT":
      return "run it again later; if that doesn't help, check the network";
    case "E_HTTP":
      return httpHint(error);
    case "E_PLAN":
      return planHint(error);
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

function authHint({ hint, context }: HintedError): string | null {
  if (context?.["error"] !== "invalid_client") return hint;
  return (
    "check that both were copied completely; 42 also rotates secrets about monthly: copy the current one " +
    "from the application's page on the intranet, and set the next one as FORTYTWO_CLIENT_SECRET_NEXT"
  );
}

function networkHint({ hint, fault }: HintedError): string | null {
  if (fault === "certificate") return hint;
  return fault === "dns"
    ? "this name can't be resolved here: check the network's DNS, and FORTYTWO_API_URL if it is set"
    : "check the network, any firewall or proxy, and FORTYTWO_API_URL if it is set";
}

function httpHint({ hint, context }: HintedError): string | null {
  const isNoApi = context?.["path"] === "/oauth/token" && context["status"] === 404;
  return isNoApi ? "there is no 42 API at this address: check FORTYTWO_API_URL" : hint;
}

function planHint({ hint, context }: HintedError): string | null {
  const parent = context?.["parent"];
  if (typeof parent !== "string") return hint;
  return optionalTableNames.some((name) => name === parent)
    ? `add --with ${parent}, and ${parent} to --only if it is used`
    : `add ${parent} to --only, or run nightly without --only first`;
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
