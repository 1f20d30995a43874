import type { AnyTable, Condition, Row } from "../../resource/index.js";
import type { Counts } from "../ports/index.js";
import { asideInMemory, differingInMemory } from "./known-not-stored.js";
import { dueOwners } from "./due-owners.js";
import { livingRows, placeOf, type MemoryState } from "./memory-state.js";
import { keptMisfits, missingIds } from "./quarantine.js";
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
    misfits: (table, detail) => Promise.resolve(keptMisfits(state, table, detail)),
    aside: (table, owners) =>
      Promise.resolve(
        asideInMemory(
          table,
          state.quarantine.values(),
          state.outside.get(table.name)?.values() ?? [],
          owners,
        ),
      ),
    differing: (table, rows) => Promise.resolve(differingInMemory(table, living(table.name), rows)),
    due: (table, scope) => Promise.resolve(dueOwners(state, placeOf(table, scope))),
  };
}
