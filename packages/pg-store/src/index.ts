export { createPgStore } from "./create-pg-store.js";
export type { RawAnswer } from "./database/database.js";
export type { PgClient, PgliteDatabase, PgliteQueryOptions, PgliteResult, PgliteTransaction, PgPool, PgPoolClient, PgQuery, PgResult } from "./database/drivers.js";
export { createPgBudget, type PgBudget, type PgBudgetConnection, type PgBudgetOptions } from "./state/create-pg-budget.js";
export type { MigrateOptions, MigrateReport } from "./migrate/migrate.js";
export type { PgStoreConnection, PgStoreOptions, PgStoreSettings, TableRecord } from "./options.js";
export type { AdapterOf, PgStore, PgStoreCore } from "./pg-store.js";
export type { Freshness, QuarantineCount, Reports, RunSummary } from "./state/reports.js";
export type { TableAdapter, UpsertOptions } from "./table-adapter.js";
