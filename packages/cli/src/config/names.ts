import { ConfigError } from "@42sync/core";
import { splitList } from "./parse-values.js";

/** Names that a setting lists, and where it does, for messages: `--only`, or `42sync.config.ts: only`. */
export interface Names {
  readonly names: readonly string[];
  readonly from: string;
}

/** The tables that a flag names. @throws ConfigError with this hint when there is none. */
export function splitTableNames(flag: string, text: string, hint: string): Names {
  const names = splitList(text);
  if (names.length === 0) throw new ConfigError(`${flag} names no table`, { hint });
  return { names, from: flag };
}
