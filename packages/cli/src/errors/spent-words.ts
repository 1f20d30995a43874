import { showTime } from "../terminal/text.js";

/** What a command has against a limit that is reached. */
export interface SpentChoices {
  /** Whether it has `--wait`, and was not given it. */
  readonly wait: boolean;
  readonly reserve: boolean;
  readonly maxHits: boolean;
}

const time = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?Z/;

/** Whether hits come again by themselves; a maximum of one's own has no end. */
export function isHourSpent({ code, message }: { readonly code: string; readonly message: string }): boolean {
  return code === "E_BUDGET" && time.test(message);
}

/**
 * The library says to a programmer what to do when hits are spent; to whoever typed a command it is a flag of
 * it, or a time, which has the form of every time here. Any other error is as it was.
 */
export function inCommandWords<
  T extends { readonly code: string; readonly message: string; readonly hint: string | null },
>(error: T, can: SpentChoices): T {
  if (error.code !== "E_BUDGET") return error;
  if (!isHourSpent(error))
    return can.maxHits && error.hint?.includes("maxHits") === true
      ? { ...error, hint: "give it more with --max-hits" }
      : error;
  const flags = [
    ...(can.wait ? ["--wait"] : []),
    ...(can.reserve && error.message.includes("reserved for others") ? ["a smaller --reserve"] : []),
  ];
  return {
    ...error,
    message: error.message.replace(time, (at) => showTime(at)),
    hint: ["run it again then", ...flags.map((flag) => `with ${flag}`)].join(", or "),
  };
}

/** By the flags that a command knows, and the words that were typed. */
export function readSpentChoices(flags: readonly string[], argv: readonly string[]): SpentChoices {
  return {
    wait: flags.includes("--wait") && !argv.includes("--wait") && !argv.includes("--dry-run"),
    reserve: flags.includes("--reserve"),
    maxHits: flags.includes("--max-hits"),
  };
}
