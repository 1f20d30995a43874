import { ConfigError } from "@42sync/core";
import { defineMirror, optionalTables, type AnyTable, type MirrorInput } from "@42sync/core/tables";
import { didYouMean } from "../errors/suggest.js";
import type { Names } from "./names.js";

/** The names, once each is known to be a table's. @throws ConfigError with the nearest right one */
export function chooseTables({ names, from }: Names, known: readonly string[]): readonly string[] {
  for (const name of names) {
    if (known.includes(name)) continue;
    if (Object.hasOwn(optionalTables, name))
      throw new ConfigError(`${from} ${name}: the table ${name} is mirrored when it is asked for`, {
        hint: `ask for it: --with ${name}, or with: ["${name}"] in the config file`,
      });
    throw new ConfigError(`${from} ${name}: there is no table ${name}`, {
      hint: didYouMean(name, known, `the tables are ${known.join(", ")}`),
    });
  }
  return names;
}

/** Every table that there may be: the ones that are always mirrored, the optional ones, and the user's own. */
export function knownTables({ resources = [] }: Pick<MirrorInput, "resources">): readonly AnyTable[] {
  return Object.values<AnyTable>(defineMirror({ with: Object.keys(optionalTables), resources }).tables);
}
