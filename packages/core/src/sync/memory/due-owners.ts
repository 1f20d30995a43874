import type { AnyTable } from "../../resource/index.js";
import type { DueOwners } from "../ports/index.js";
import type { MemoryState } from "./memory-state.js";

/**
 * Remembers an owner as due for each of these tables, in each scope in which it was begun before; who entered
 * stays one who entered.
 */
export function noteDue(
  { due, watermarks, resumePoints }: MemoryState,
  tables: readonly AnyTable[],
  owner: unknown,
  why: keyof DueOwners,
): void {
  if (typeof owner !== "number") return;
  for (const at of new Set([...watermarks.keys(), ...resumePoints.keys()])) {
    const known = due.get(at) ?? new Map<number, keyof DueOwners>();
    if (tables.some(({ name }) => at.startsWith(`${name} `)) && !known.has(owner))
      due.set(at, known.set(owner, why));
  }
}

/** The tables whose rows are asked for by ids of this one. */
export function askedByIdsOf({ declared }: MemoryState, table: AnyTable): readonly AnyTable[] {
  return declared.filter((one) => one.askBy?.table === table.name && one.name !== table.name);
}

/** Who is due at a place. */
export function dueOwners({ due }: MemoryState, at: string): DueOwners {
  const because = (why: keyof DueOwners): readonly number[] =>
    [...(due.get(at) ?? [])]
      .flatMap(([owner, reason]) => (reason === why ? [owner] : []))
      .sort((a, b) => a - b);
  return { entered: because("entered"), followed: because("followed"), gone: because("gone") };
}
