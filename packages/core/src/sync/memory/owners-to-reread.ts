import type { AnyTable } from "../../resource/index.js";
import type { OwnersToReread } from "../ports/index.js";
import type { MemoryState } from "./memory-state.js";

/**
 * Notes for each of these tables, in each scope in which it was begun, that an owner's rows must be re-read. Who
 * entered stays one who entered.
 */
export function noteOwnersToReread(
  { ownersToReread, watermarks, resumePoints }: MemoryState,
  tables: readonly AnyTable[],
  owner: unknown,
  why: keyof OwnersToReread,
): void {
  if (typeof owner !== "number") return;
  for (const at of new Set([...watermarks.keys(), ...resumePoints.keys()])) {
    const known = ownersToReread.get(at) ?? new Map<number, keyof OwnersToReread>();
    if (tables.some(({ name }) => at.startsWith(`${name} `)) && !known.has(owner))
      ownersToReread.set(at, known.set(owner, why));
  }
}

/** The tables whose rows are asked for by ids of this one. */
export function askedByIdsOf({ declared }: MemoryState, table: AnyTable): readonly AnyTable[] {
  return declared.filter((one) => one.askBy?.table === table.name && one.name !== table.name);
}

/** The owners whose rows must be re-read at a place. */
export function ownersToReread({ ownersToReread }: MemoryState, at: string): OwnersToReread {
  const because = (why: keyof OwnersToReread): readonly number[] =>
    [...(ownersToReread.get(at) ?? [])]
      .flatMap(([owner, reason]) => (reason === why ? [owner] : []))
      .sort((a, b) => a - b);
  return { entered: because("entered"), followed: because("followed"), gone: because("gone") };
}
