import type { AnyTable, Row, RowOfTable, tables } from "@42sync/core/tables";
import { noRows, type Entry, type PageCommit, type RowCounts, type Store } from "@42sync/core/sync";
import { createPgStore, type PgStoreOptions } from "@42sync/pg-store";
import { dataSchema } from "../../../testing/data-schema.js";
import type { StoreUnderTest } from "../../../testing/databases.js";

type UserRow = Partial<RowOfTable<typeof tables.users>>;

/** Counts from those that are not zero. */
export function counts(some: Partial<RowCounts>): RowCounts {
  return { ...noRows, ...some };
}

/** Stores one page. */
export function commit(
  store: Store,
  table: AnyTable,
  entries: readonly Entry[],
  more: Partial<PageCommit> = {},
): Promise<RowCounts> {
  return store.pages.commit({
    table,
    scope: "cursus=21 campus=all",
    passId: null,
    entries,
    invalidItems: [],
    skipped: 0,
    ...more,
  });
}

/** An entry without links that may enter. */
export function entry(row: Row, more: Partial<Entry> = {}): Entry {
  return { row, links: {}, mayEnter: true, ...more };
}

/** A person with what must be there; every other column is null. */
export function user(id: number, more: Row = {}): UserRow {
  const whole = {
    id,
    login: `login${String(id)}`,
    kind: "student",
    created_at: "2026-01-01T00:00:00.000Z",
    updated_at: "2026-01-01T00:00:00.000Z",
    ...more,
  };
  return whole as UserRow; // tests also store what the types forbid
}

/** A migrated store in a schema of its own, so that tests do not see each other's rows. */
export async function freshStore(
  db: Pick<StoreUnderTest, "options">,
  more: Partial<Pick<PgStoreOptions, "schema" | "clock" | "holder" | "logger">> = {},
): Promise<ReturnType<typeof createPgStore<typeof tables>>> {
  const store = createPgStore({ ...db.options(), schema: dataSchema(), ...more });
  await store.migrate();
  return store;
}
