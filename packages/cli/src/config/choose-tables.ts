import { ConfigError } from "@42sync/core";
import { defineMirror, optionalTables, type AnyTable, type MirrorInput } from "@42sync/core/tables";
import { didYouMean } from "../errors/suggest.js";
import type { Names } from "./names.js";

/** Checks that each name is a table's. @throws ConfigError with the nearest correct one */
export function chooseTables({ names, from }: Names, known: readonly string[]): readonly string[] {
  for (const name of names) {
    if (known.includes(name)) continue;
    if (Object.hasOwn(optionalTables, name))
      throw new ConfigError(`${from} ${name}: ${name} is an optional table`, {
        hint: `add it with --with ${name}, or with: ["${name}"] in the config file`,
      });
    throw new ConfigError(`${from} ${name}: unknown table`, {
      hint: didYouMean(name, known, `the tables are ${known.join(", ")}`),
    });
  }
  return names;
}

/**
 * Every table that there may be: the ones that are always mirrored, the optional ones, and the user's own.
 */
export function knownTables({ resources = [] }: Pick<MirrorInput, "resources">): readonly AnyTable[] {
  return Object.values<AnyTable>(defineMirror({ with: Object.keys(optionalTables), resources }).tables);
}
