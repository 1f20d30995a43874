import { ownerColumn, type AnyTable, type Row } from "../../resource/index.js";
import type { KnownNotStored, Differing, OwnedId } from "../ports/index.js";
import type { QuarantinedInMemory } from "./memory-state.js";

/** What 42 has and a table has not: rows in quarantine, and rows out of scope. */
export function knownNotStoredInMemory(
  table: AnyTable,
  quarantine: Iterable<QuarantinedInMemory>,
  skipped: Iterable<OwnedId>,
  owners: readonly number[] | undefined,
): readonly KnownNotStored[] {
  const column = ownerColumn(table);
  const waiting = [...quarantine].flatMap((one): readonly KnownNotStored[] => {
    const { id, [column ?? ""]: owner } = (
      typeof one.payload === "object" && one.payload !== null ? one.payload : {}
    ) as Row; // an item or a row
    return one.table === table.name && typeof id === "number"
      ? [{ id, owner: typeof owner === "number" ? owner : null, because: "quarantine" }]
      : [];
  });
  const all = [
    ...waiting,
    ...[...skipped].map((one): KnownNotStored => ({ ...one, because: "out of scope" })),
  ];
  return owners === undefined ? all : all.filter(({ owner }) => owner === null || owners.includes(owner));
}

/** Which rows are stored otherwise, and in which columns. */
export function differingInMemory(
  table: AnyTable,
  stored: readonly Row[],
  rows: readonly Row[],
): readonly Differing[] {
  const byId = new Map(stored.map((row) => [row["id"], row]));
  return rows.flatMap((row) => {
    const held = byId.get(row["id"]);
    const columns =
      held === undefined
        ? []
        : Object.keys(table.columns).filter(
            (name) => JSON.stringify(held[name]) !== JSON.stringify(row[name]),
          );
    return columns.length === 0 ? [] : [{ id: Number(row["id"]), columns }];
  });
}
