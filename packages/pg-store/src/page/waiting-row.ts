import type { Row } from "@42sync/core/tables";
import type { Entry } from "@42sync/core/sync";

/**
 * What is kept of an entry that waits for a parent: its row and, under the names of their tables, the lists
 * of its links.
 */
export function toWaiting({ row, links }: Entry, names: readonly string[]): Row {
  const carried = names.flatMap((name) => (links[name] === undefined ? [] : [[name, links[name]] as const]));
  return carried.length === 0 ? row : { ...row, ...Object.fromEntries(carried) };
}

/** The entry that waited. */
export function fromWaiting(kept: Row, names: readonly string[]): Entry {
  const [links, row] = [true, false].map((isLink) =>
    Object.fromEntries(Object.entries(kept).filter(([name]) => names.includes(name) === isLink)),
  );
  // written by `toWaiting` as it was given
  return { row: row ?? {}, links: (links ?? {}) as Entry["links"], mayEnter: true };
}
