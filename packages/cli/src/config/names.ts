import { ConfigError } from "@42sync/core";

/**
 * Names that a setting gives, and where it was given, for messages: `--campus`, or `42sync.config.ts:
 * campus`.
 */
export interface Names {
  readonly names: readonly string[];
  readonly from: string;
}

/**
 * `12,paris,"Le Havre"` of a flag, each name without its quotes.
 *
 * @throws ConfigError with this hint when there is none.
 */
export function splitNames(flag: string, text: string, hint: string): Names {
  const names = text
    .split(",")
    .map((part) => part.trim().replaceAll(/^["']|["']$/g, ""))
    .filter((part) => part !== "");
  if (names.length === 0)
    throw new ConfigError(`${flag} names no ${flag === "--campus" ? "campus" : "table"}`, { hint });
  return { names, from: flag };
}
