import { silentLogger } from "@42sync/core/internal";
import {
  optionalTables,
  tables as standardTables,
  type AnyTable,
  type TableRecord,
} from "@42sync/core/tables";
import type { PageCommit } from "@42sync/core/sync";
import type { RawAnswer } from "./database/database.js";
import { openDatabase } from "./database/open-database.js";
import { createExplain } from "./explain/explain.js";
import { createForget } from "./forget/forget.js";
import { migrate } from "./migrate/migrate.js";
import { wantedShapes } from "./migrate/wanted.js";
import type { PgStoreOptions } from "./options.js";
import type { PgStore } from "./pg-store.js";
import { checkTables } from "./shape/check-tables.js";
import { quoteName } from "./sql/identifiers.js";
import { createCounts } from "./state/counts.js";
import { createDiagnosis } from "./state/reports/diagnosis.js";
import { createLedger } from "./state/ledger.js";
import { createLock } from "./state/lock.js";
import { createProbes } from "./state/probes.js";
import { createReports } from "./state/reports/reports.js";
import { createSourceBinding } from "./state/source-binding.js";
import { createWatermarks } from "./state/watermarks.js";
import { createTableAdapter } from "./adapter/table-adapter.js";
import { exportRows } from "./transfer/export-rows.js";
import { importRows } from "./transfer/import-rows.js";
import { createTableWriters } from "./page/table-writer.js";
import type { ReadyPage } from "./adapter/one-ahead.js";
import { preparePage } from "./page/prepare-page.js";
import { writePage } from "./page/write-page.js";

/**
 * Makes a store over PostgreSQL 13 or newer, or over PGlite. It opens nothing before it is used.
 *
 * @throws ConfigError when not exactly one connection is given, or a declaration is none that PostgreSQL can
 * hold.
 * @example
 * ```ts
 * const store = createPgStore({ pool });
 * await store.migrate();
 * await store.tables.users.upsertAll(client.users.items({ under: { cursus: 21 } }));
 * ```
 */
export function createPgStore<const T extends TableRecord = typeof standardTables>(
  options: PgStoreOptions<T>,
): PgStore<T> {
  const schema = options.schema ?? "public";
  const record: TableRecord = options.tables ?? options.mirror?.tables ?? standardTables;
  const tables = Object.values(record);
  checkTables(schema, tables);
  const optional =
    options.tables === undefined
      ? Object.values(optionalTables).filter((table) => !tables.some(({ name }) => name === table.name))
      : [];
  const logger = options.logger ?? silentLogger;
  const database = openDatabase(options, logger);
  const { clock } = options;
  const now = (): string | null => (clock === undefined ? null : new Date(clock.now()).toISOString());
  const holder = options.holder ?? null;
  const writers = createTableWriters(schema, tables, optional);
  const prepare = (page: PageCommit): ReadyPage => {
    const prepared = preparePage(writers.of(page.table), page);
    return {
      write: (onSent) =>
        database.transaction((session) =>
          writePage(session, writers, { schema, table: page.table.name, now: now(), onSent }, prepared),
        ),
    };
  };
  const adapters = Object.entries(record).map(
    ([name, table]) => [name, createTableAdapter(table, { prepare, ahead: database.own })] as const,
  );
  return {
    schema,
    tables: Object.fromEntries(adapters) as PgStore<T>["tables"], // one adapter a table of T, by its name
    pages: { commit: async (page) => prepare(page).write() },
    counts: createCounts(database, { schema, now }),
    watermarks: createWatermarks(database, schema),
    ledger: createLedger(database, { schema, holder, now }),
    lock: createLock(database, { schema, holder, now }),
    probes: createProbes(database, schema),
    reports: {
      ...createReports(database, { schema, tables, now }),
      ...createDiagnosis(database, schema, namesOf(schema, tables)),
      ...createExplain(database, { schema, tables, optional }),
    },
    admin: {
      ...createSourceBinding(database, schema, now),
      ...createForget(database, { schema, tables, optional, now }),
      exportRows: (input) => exportRows(database, { schema, tables, optional }, input),
      importRows: (input) => importRows(database, { schema, tables, optional, now }, input),
    },
    migrate: (migrateOptions) =>
      migrate(database, wantedShapes(schema, tables, optional), logger, migrateOptions),
    query: async <Row>(sql: string, params: readonly unknown[] = []) =>
      // typed by the caller's word
      (await database.readOnly({ text: sql, values: params }, quoteName(schema))) as RawAnswer<Row>,
    close: () => database.close(),
    [Symbol.asyncDispose]: () => database.close(),
  };
}

/** Tables and views that the data schema has of ours. */
function namesOf(schema: string, tables: readonly AnyTable[]): readonly string[] {
  const wanted = wantedShapes(schema, tables);
  return [...wanted.tables, ...wanted.views]
    .filter((shape) => shape.schema === schema)
    .map(({ name }) => name);
}
