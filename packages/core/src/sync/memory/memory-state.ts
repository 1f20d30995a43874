import type { AnyTable, LinkValues, Row } from "../../resource/index.js";
import type {
  Coverage,
  OwnedId,
  OwnersToReread,
  QuarantineReason,
  ResumePoint,
  Verified,
  Watermark,
} from "../ports/index.js";
import type { KeptRow } from "./rows.js";

/** A row or item that cannot be stored yet. */
export interface QuarantinedInMemory {
  readonly table: string;
  readonly reason: QuarantineReason;
  /** What is missing, or the field that is wrong, and why: `user.id: expected number`. */
  readonly detail: string;
  readonly payload: unknown;
  /** The links of a row, which are stored with it. */
  readonly links?: LinkValues;
  /** The parent that it waits for, when it waits for one. */
  readonly missing?: { readonly table: string; readonly id: unknown };
}

/** Everything that a store in memory knows. What is kept per (table, scope) is found under `placeOf`. */
export interface MemoryState {
  /** The tables that rows may wait for, be re-read in, or repeat values of. */
  readonly declared: readonly AnyTable[];
  /** Rows by table, link tables included, and in it by `keyOf`. */
  readonly tables: Map<string, Map<string, KeptRow>>;
  readonly quarantine: Map<string, QuarantinedInMemory>;
  readonly watermarks: Map<string, Watermark>;
  readonly resumePoints: Map<string, ResumePoint>;
  readonly ownersToReread: Map<string, Map<number, keyof OwnersToReread>>;
  /** Ids that 42 was asked for and does not have, when last (local milliseconds) and how often. */
  readonly parentsNotFound: Map<string, { readonly askedAt: number; readonly attempts: number }>;
  readonly coverage: Map<string, readonly Coverage[]>;
  readonly verified: Map<string, readonly Verified[]>;
  /** Rows by table that 42 has and that are not of the scope. */
  readonly outOfScope: Map<string, Map<number, OwnedId>>;
}

/** A state that knows nothing yet. */
export function emptyState(declared: readonly AnyTable[]): MemoryState {
  return {
    declared,
    tables: new Map(),
    quarantine: new Map(),
    watermarks: new Map(),
    resumePoints: new Map(),
    ownersToReread: new Map(),
    parentsNotFound: new Map(),
    coverage: new Map(),
    verified: new Map(),
    outOfScope: new Map(),
  };
}

/** Where the things of a (table, scope) are kept. */
export function placeOf(table: AnyTable, scope: string): string {
  return `${table.name} ${scope}`;
}

/** Where an invalid item is in quarantine; a row that waits for its parent is there under its own key. */
export function invalidItemKey(table: AnyTable, id: unknown): string {
  return `${table.name} invalid ${String(id)}`;
}

/** The rows of a table, those marked as gone included. */
export function keptRows({ tables }: MemoryState, table: string): Map<string, KeptRow> {
  const found = tables.get(table) ?? new Map<string, KeptRow>();
  tables.set(table, found);
  return found;
}

/** Whether a table has this id, gone or not. */
export function hasRow(state: MemoryState, table: string, id: unknown): boolean {
  return keptRows(state, table).has(JSON.stringify([id]));
}

/** The rows of a table that are not marked as gone, in the order they came. */
export function livingRows(state: MemoryState, table: string): readonly Row[] {
  return [...keptRows(state, table).values()].flatMap(({ row, deleted }) => (deleted ? [] : [row]));
}
