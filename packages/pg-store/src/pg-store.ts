import type { RowOfTable, Table, TableRecord } from "@42sync/core/tables";
import type { Store } from "@42sync/core/sync";
import type { RawAnswer } from "./database/database.js";
import type { Explain } from "./explain/explain.js";
import type { Forget } from "./forget/forget.js";
import type { MigrateOptions, MigrateReport } from "./migrate/migrate.js";
import type { Diagnosis } from "./state/reports/diagnosis.js";
import type { Reports } from "./state/reports/reports.js";
import type { SourceBinding } from "./state/source-binding.js";
import type { ExportedTable, ExportInput } from "./transfer/export-rows.js";
import type { ImportInput, ImportReport } from "./transfer/import-rows.js";
import type { TableAdapter } from "./adapter/table-adapter.js";

/** What is stored and how fresh it is; none of it changes anything. */
export interface PgReports extends Reports, Diagnosis, Explain {}

/** What concerns the whole copy rather than a page. */
export interface PgAdmin extends SourceBinding, Forget {
  /** Hands out every row as text, as the tables are at one moment; see `importRows`. */
  exportRows(input: ExportInput): Promise<readonly ExportedTable[]>;
  /**
   * Fills the empty tables of a migrated schema with rows that `exportRows` handed out, all of them or none.
   * Watermarks come along, so the next run continues from there. Hold the store's lock meanwhile.
   *
   * @throws ConfigError when a table or column is not known here, or there are rows already; StoreError when
   * rows do not fit.
   */
  importRows(input: ImportInput): Promise<ImportReport>;
}

/** The adapter of a declared table. */
export type AdapterOf<T> =
  T extends Table<infer Item, infer _Columns> ? TableAdapter<Item, Partial<RowOfTable<T>>> : never;

/**
 * A store over PostgreSQL or PGlite. The tables are properties of `tables`, so a table may have any name:
 * `store.tables.users.upsertAll(…)`. The ports of the engine are `pages`, `counts`, `watermarks`,
 * `ledger`, `lock` and `probes`.
 */
export interface PgStore<T extends TableRecord = TableRecord> extends Store, AsyncDisposable {
  /** The schema of the data. */
  readonly schema: string;
  /** An adapter for each table, by the table's name. */
  readonly tables: { readonly [Name in keyof T]: AdapterOf<T[Name]> };
  readonly reports: PgReports;
  readonly admin: PgAdmin;
  /**
   * Creates and extends tables, views and bookkeeping. Idempotent, and safe when two start at once.
   *
   * @throws StoreError E_FOREIGN_TABLE when a table or view of a name of ours was not made by 42sync; nothing
   * is touched then.
   */
  migrate(options?: MigrateOptions): Promise<MigrateReport>;
  /**
   * Runs one statement read-only; names are looked for in the data's schema first. Ids come as numbers,
   * numerics and dates as text. `query<StudentsRow>(…)` types the rows by your word; nothing checks it.
   */
  query<Row = Readonly<Record<string, unknown>>>(
    sql: string,
    params?: readonly unknown[],
  ): Promise<RawAnswer<Row>>;
  /** Ends what the store opened itself: the pool of a `connectionString`. */
  close(): Promise<void>;
}
