import type { AnyTable, LinkTable } from "../../resource/index.js";
import type { Entry } from "../ports/index.js";
import { keptRows, type MemoryState } from "./memory-state.js";

/** Replaces the links of a row by those that its item carries; returns how many lead nowhere. */
export function writeLinks(state: MemoryState, table: AnyTable, { row, links }: Entry): number {
  let skipped = 0;
  for (const link of table.links) {
    const values = links[link.name];
    if (values === undefined) continue;
    const others = values.map((value) => findOther(state, link, value));
    skipped += others.filter((other) => other === undefined).length;
    replaceLinks(state, link, row["id"], new Set(others.filter((other) => other !== undefined)));
  }
  return skipped;
}

function findOther(state: MemoryState, { other }: LinkTable, value: number | string): unknown {
  return [...keptRows(state, other.table).values()].find(({ row }) => row[other.by] === value)?.row["id"];
}

function replaceLinks(
  state: MemoryState,
  link: LinkTable,
  owner: unknown,
  others: ReadonlySet<unknown>,
): void {
  const rows = keptRows(state, link.name);
  for (const [key, { row }] of rows) {
    if (row[link.owner.column] === owner)
      rows.set(key, { row, deleted: !others.has(row[link.other.column]) });
  }
  for (const other of others) {
    rows.set(JSON.stringify([other, owner]), {
      row: { [link.other.column]: other, [link.owner.column]: owner },
      deleted: false,
    });
  }
}
