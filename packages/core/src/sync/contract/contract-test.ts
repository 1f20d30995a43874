import { tables } from "../../resources/index.js";
import type { AnyTable, Row } from "../../resource/index.js";
import { noRows, type Entry, type PageCommit, type RowCounts, type Store } from "../ports/index.js";

/** An empty store for one test, with the tables that `@42sync/core/tables` declares. */
export interface StoreUnderContract {
  readonly store: Store;
  /**
   * The rows of a table or link table that are not marked as gone, in any order, with at least the declared
   * columns.
   */
  read(table: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** One promise of a store. */
export interface ContractTest {
  readonly name: string;
  /** Rejects when the store breaks the promise. */
  run(make: () => Promise<StoreUnderContract>): Promise<void>;
}

/** Makes a test that opens its store and closes it. */
export function contractTest(name: string, body: (under: StoreUnderContract) => Promise<void>): ContractTest {
  return {
    name,
    run: async (make) => {
      const under = await make();
      try {
        await body(under);
      } finally {
        await under.close();
      }
    },
  };
}

/** Throws unless both are the same JSON, whatever the order of keys. */
export function same(what: string, found: unknown, wanted: unknown): void {
  const [a, b] = [canonical(found), canonical(wanted)];
  if (a !== b) throw new Error(`${what}: found ${a}, wanted ${b}`);
}

/** Throws unless the promise rejects; answers what it rejects with. */
export async function rejection(what: string, promise: Promise<unknown>): Promise<Record<string, unknown>> {
  let error: unknown;
  try {
    await promise;
  } catch (caught) {
    error = caught;
  }
  if (!(error instanceof Error)) throw new Error(`${what}: did not reject with an error`);
  return { ...error, message: error.message };
}

function canonical(value: unknown): string {
  if (value === undefined) return "undefined";
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

export const scope = "cursus=21 campus=all";

/** The values that a declared column must have where a test does not care. */
const anyValue = {
  bigint: 1,
  integer: 0,
  double: 0,
  boolean: false,
  text: "x",
  timestamp: "2026-01-01T00:00:00.000Z",
  json: {},
  "bigint[]": [],
} as const;

/** A whole row of a table from the values that matter. */
export function rowOf(table: AnyTable, values: Row): Row {
  const defaults = Object.entries(table.columns).map(([name, column]) => [
    name,
    column.nullable === true ? null : anyValue[column.kind],
  ]);
  return { ...Object.fromEntries(defaults), ...values } as Row; // the columns of the table
}

/** An entry from the values that matter. */
export function entryOf(table: AnyTable, values: Row, more: Partial<Entry> = {}): Entry {
  return { row: rowOf(table, values), links: {}, mayEnter: true, ...more };
}

/** Stores one page. */
export function commit(
  store: Store,
  table: AnyTable,
  entries: readonly Entry[],
  more: Partial<PageCommit> = {},
): Promise<RowCounts> {
  return store.pages.commit({ table, scope, passId: null, entries, invalidItems: [], skipped: 0, ...more });
}

/** Counts from those that are not zero. */
export function counts(some: Partial<RowCounts>): RowCounts {
  return { ...noRows, ...some };
}

/** Values of one column, in the order of their texts. */
export async function values(
  under: StoreUnderContract,
  table: string,
  column: string,
): Promise<readonly unknown[]> {
  const rows = await under.read(table);
  return rows.map((row) => row[column]).sort((a, b) => (String(a) < String(b) ? -1 : 1));
}

/**
 * Fills the parents that the tests' rows point at: cursus 21, campuses 1 and 12, project 7, users 1 and 2.
 */
export async function fillParents(store: Store): Promise<void> {
  await commit(store, tables.cursus, [entryOf(tables.cursus, { id: 21 })]);
  await commit(store, tables.campuses, [
    entryOf(tables.campuses, { id: 1, name: "Paris" }),
    entryOf(tables.campuses, { id: 12, name: "Lyon" }),
  ]);
  await commit(store, tables.projects, [entryOf(tables.projects, { id: 7 })]);
  await commit(store, tables.users, [
    entryOf(tables.users, { id: 1, login: "one" }),
    entryOf(tables.users, { id: 2, login: "two" }),
  ]);
}
