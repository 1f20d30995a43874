import { parseEnv } from "node:util";
import { ConfigError } from "@42sync/core";

/** A `.env` file with our variables in it. */
export interface MergedEnv {
  readonly text: string;
  /** Variables that were there with another value. */
  readonly replaces: readonly string[];
}

/** Sets variables in the text of a `.env` file; all other lines stay as they are. */
export function mergeEnvFile(before: string, variables: Readonly<Record<string, string>>): MergedEnv {
  const known = parseEnv(before) as Readonly<Record<string, string | undefined>>; // NodeJS.Dict of strings
  const changed = Object.entries(variables).filter(([name, value]) => known[name] !== value);
  let text = before;
  for (const [name, value] of changed) {
    const line = `${name}=${quote(name, value)}`;
    const there = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=.*$`, "gm");
    if (there.test(text)) text = text.replace(there, () => line);
    else text = `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${line}\n`;
  }
  return {
    text,
    replaces: changed
      .map(([name]) => name)
      .filter((name) => known[name] !== undefined && known[name].trim() !== ""),
  };
}

/** Shells and Node read this alike: single quotes keep everything as it is. */
function quote(name: string, value: string): string {
  if (/^[\w.:/@%+=-]+$/.test(value)) return value;
  if (!/['\r\n]/.test(value)) return `'${value}'`;
  throw new ConfigError(`${name} has a quote or a line break, which not every reader of .env supports`, {
    hint: "write a quote in an address as %27",
  });
}
