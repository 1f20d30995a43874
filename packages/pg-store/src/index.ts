/**
 * A store over PostgreSQL or PGlite: tables, migrations, UPSERT, and the state of runs.
 *
 * @module @42sync/pg-store
 */
export { createPgStore } from "./create-pg-store.js";
export type { RawAnswer } from "./database/database.js";
export type {
  PgClient,
  PgliteDatabase,
  PgliteQueryOptions,
  PgliteResult,
  PgliteTransaction,
  PgPool,
  PgPoolClient,
  PgQuery,
  PgResult,
} from "./database/drivers.js";
export { pgliteParsers, pgRowTypes, type PgTypes } from "./database/parse-values.js";
export {
  createPgBudget,
  type PgBudget,
  type PgBudgetConnection,
  type PgBudgetOptions,
} from "./state/create-pg-budget.js";
export type { Explain, Explanation, TableAbout } from "./explain/explain.js";
export type { NotStoredOf, QuarantinedAbout } from "./explain/read-not-stored.js";
export type { RowAbout } from "./explain/rows-about.js";
export type { Forget } from "./forget/forget.js";
export type { ForgetReport } from "./forget/forget-report.js";
export type { MigrateOptions, MigrateReport } from "./migrate/migrate.js";
export type { PgStoreConnection, PgStoreOptions, PgStoreSettings, PgStoreTables } from "./options.js";
export type { AdapterOf, PgAdmin, PgReports, PgStore } from "./pg-store.js";
export type { Diagnosis, MissingRight, ServerFacts } from "./state/reports/diagnosis.js";
export type { LockHolder } from "./state/lock.js";
export type { QuarantineChoice, QuarantinedRow } from "./state/reports/quarantined.js";
export type { Freshness, QuarantineCount, Reports, SharedUsage } from "./state/reports/reports.js";
export type { DaySummary, PassSummary, RunDetails } from "./state/reports/run-details.js";
export type { RunSummary } from "./state/reports/run-summary.js";
export type { SilentRows } from "./state/reports/silent-rows.js";
export type { VerifiedParts } from "./state/reports/verified-parts.js";
export type { TableAdapter, UpsertOptions } from "./adapter/table-adapter.js";
export type { ExportedTable, ExportInput } from "./transfer/export-rows.js";
export type { ImportInput, ImportReport, ImportTable } from "./transfer/import-rows.js";
