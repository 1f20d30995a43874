import type { AnyTable, Condition, Row } from "../../resource/index.js";
import type { Counts } from "../ports/index.js";
import { knownNotStoredInMemory, differingInMemory } from "./known-not-stored.js";
import { ownersToReread } from "./owners-to-reread.js";
import { livingRows, placeOf, type MemoryState } from "./memory-state.js";
import { quarantinedItems, missingIds } from "./quarantine.js";
import { meets } from "./rows.js";

/** Answers what is stored; `now` answers local milliseconds. */
export function createMemoryCounts(state: MemoryState, now: () => number): Counts {
  const living = (table: string): readonly Row[] => livingRows(state, table);
  const meeting = (table: AnyTable, where: readonly Condition[]): readonly Row[] =>
    living(table.name).filter((row) => meets(row, where, living));
  return {
    count: (table, where = []) => Promise.resolve(meeting(table, where).length),
    ids: (table, where = []) =>
      Promise.resolve(
        meeting(table, where)
          .map((row) => Number(row["id"]))
          .sort((a, b) => a - b),
      ),
    missing: (table) => Promise.resolve(missingIds(state, table, now())),
    invalidItems: (table, detail) => Promise.resolve(quarantinedItems(state, table, detail)),
    knownNotStored: (table, owners) =>
      Promise.resolve(
        knownNotStoredInMemory(
          table,
          state.quarantine.values(),
          state.outOfScope.get(table.name)?.values() ?? [],
          owners,
        ),
      ),
    differing: (table, rows) => Promise.resolve(differingInMemory(table, living(table.name), rows)),
    ownersToReread: (table, scope) => Promise.resolve(ownersToReread(state, placeOf(table, scope))),
  };
}
