import { windowsUsage } from "@42sync/core/internal";
import { type WindowsState } from "@42sync/core/shared-budget";
import type { AnyTable } from "@42sync/core/tables";
import type { PassCost, PassKind, QuarantineReason, RecordedPassOutcome, RowCounts } from "@42sync/core/sync";
import type { Database } from "../../database/database.js";
import { isoSql } from "../../sql/iso-sql.js";
import { countsSql } from "../counts-sql.js";
import { daysSql, passesSql, type DaySummary, type PassSummary, type RunDetails } from "./run-details.js";
import { isUnderWaySql, lockKey } from "../lock.js";
import { endedSql, outcomeSql } from "./outcome-sql.js";
import { listQuarantined, type QuarantineChoice, type QuarantinedRow } from "./quarantined.js";
import { runsSql, type RunSummary } from "./run-summary.js";
import { readSilentRows, type SilentRows } from "./silent-rows.js";
import { readVerifiedParts, type VerifiedParts } from "./verified-parts.js";

/** How fresh one table is, see the view `sync42.freshness`. */
export interface Freshness {
  readonly table: string;
  readonly scope: string;
  /** Up to where the table is complete, ISO; null while it was never complete. */
  readonly watermark: string | null;
  readonly completedAt: string | null;
  /** Seconds between the watermark and the store's time. */
  readonly lagSeconds: number | null;
  /**
   * How the last pass over the table ended that may move its watermark or resume point; null while it runs,
   * or when there was none.
   */
  readonly lastOutcome: RecordedPassOutcome | null;
  readonly lastKind: PassKind | null;
  readonly lastStartedAt: string | null;
  readonly lastEndedAt: string | null;
  readonly lastReason: string | null;
  /** What the last pass did. */
  readonly lastRows: RowCounts | null;
  /**
   * The last pass since then that moves neither: a refresh, one for missing parents, a retry, a window of
   * one's own; null when there was none.
   */
  readonly thenKind: PassKind | null;
  readonly thenOutcome: RecordedPassOutcome | null;
  readonly thenReason: string | null;
}

/** How many rows are in quarantine, by table and reason. */
export interface QuarantineCount {
  readonly table: string;
  readonly reason: QuarantineReason;
  readonly missingTable: string | null;
  readonly rows: number;
  /** When the one that waits longest first came, ISO. */
  readonly oldest: string;
}

/** How an application stands, as the runs that share this database know. */
export interface SharedUsage {
  /** Address of the API and UID of the application. */
  readonly application: string;
  readonly perHour: number;
  /** Null until an answer has said. */
  readonly remainingThisHour: number | null;
  /** When the next hour's hits are available, ISO. */
  readonly hourResetsAt: string | null;
  /** When its last hit was taken, ISO. */
  readonly changedAt: string;
}

/** What people ask about the state of a data schema. */
export interface Reports {
  /** Every table of the schema that a run has touched. */
  freshness(): Promise<readonly Freshness[]>;
  /** The last runs, newest first. @default 10 */
  runs(limit?: number): Promise<readonly RunSummary[]>;
  /** One run, pass by pass; undefined when the schema has none of this number. */
  run(id: number): Promise<RunDetails | undefined>;
  /** What the runs of each day took, newest first; days without a run are not listed. @default 14 */
  days(limit?: number): Promise<readonly DaySummary[]>;
  /** Every application that shares its limits through this database. */
  sharedUsage(): Promise<readonly SharedUsage[]>;
  quarantineCounts(): Promise<readonly QuarantineCount[]>;
  /** The rows in quarantine, by table, reason and parent. */
  quarantined(choice?: QuarantineChoice): Promise<readonly QuarantinedRow[]>;
  /**
   * What the last complete pass of each table and kind took in a scope, without those that resumed another.
   */
  passCosts(scope: string): Promise<readonly PassCost[]>;
  /** When rows that change in silence were last read, by table and scope. */
  silentRows(): Promise<readonly SilentRows[]>;
  /** Since when tables are compared with 42, by table and scope; those that never were are not listed. */
  verifiedParts(): Promise<readonly VerifiedParts[]>;
}

const anyUnderWaySql = `exists (select from sync42.runs r where r.data_schema = $1 and ${isUnderWaySql(3)})`;

/** `$1` the data schema, `$2` the store's time, `$3` and `$4` the key of its lock. */
const freshnessSql = `select coalesce(json_agg(json_build_object(
  'table', f.table_name, 'scope', f.scope,
  'watermark', ${isoSql("f.watermark")}, 'completedAt', ${isoSql("f.completed_at")},
  'lagSeconds', extract(epoch from coalesce($2::timestamptz, now()) - f.watermark)::double precision,
  'lastOutcome', case when f.last_kind is not null then ${outcomeSql("f.last_outcome", anyUnderWaySql)} end,
  'lastKind', f.last_kind, 'lastStartedAt', ${isoSql("f.last_started_at")},
  'lastEndedAt', ${endedSql(isoSql("f.last_ended_at"), "f.last_outcome")}, 'lastReason', f.last_reason,
  'thenKind', f.then_kind,
  'thenOutcome', case when f.then_kind is not null then ${outcomeSql("f.then_outcome", anyUnderWaySql)} end,
  'thenReason', f.then_reason,
  'lastRows', case when f.last_kind is not null then json_build_object(${countsSql((column) => `f.${column}`)}) end
) order by f.table_name, f.scope), '[]')::text as report from sync42.freshness f where f.data_schema = $1`;

const quarantineSql = `select coalesce(json_agg(json_build_object(
  'table', q.table_name, 'reason', q.reason, 'missingTable', q.missing_table, 'rows', q.rows,
  'oldest', ${isoSql("q.oldest")}
) order by q.table_name, q.reason, q.missing_table), '[]')::text as report
from (
  select table_name, reason, missing_table, count(*) as rows, min(first_seen) as oldest
  from sync42.quarantine where data_schema = $1 group by 1, 2, 3
) q`;

const costsSql = `select coalesce(json_agg(json_build_object(
  'table', p.table_name, 'kind', p.kind, 'hits', coalesce(p.hits, 0),
  'rows', p.inserted + p.updated + p.unchanged + p.stale + p.quarantined + p.skipped
) order by p.table_name, p.kind), '[]')::text as report
from (
  select distinct on (p.table_name, p.kind) p.* from sync42.passes p join sync42.runs r on r.id = p.run_id
  where r.data_schema = $1 and r.scope = $2 and p.outcome = 'complete' and not p.resumed
  order by p.table_name, p.kind, p.id desc
) p`;

const budgetsSql = `select application, windows::text as windows, ${isoSql("changed_at")} as changed_at,
  (extract(epoch from coalesce($1::timestamptz, now())) * 1000)::text as now
from sync42.budgets order by application`;

function toSharedUsage(row: Readonly<Record<string, unknown>>): SharedUsage {
  const { perHour, remainingThisHour, hourResetsAt } = windowsUsage(
    JSON.parse(String(row["windows"])) as WindowsState,
    Number(row["now"]),
  ); // as the budget writes it
  return {
    application: String(row["application"]),
    perHour,
    remainingThisHour,
    hourResetsAt: hourResetsAt === null ? null : new Date(hourResetsAt).toISOString(),
    changedAt: String(row["changed_at"]),
  };
}

/** Reports of one data schema. They come as one JSON text, so that every driver answers the same. */
export function createReports(
  database: Database,
  {
    schema,
    tables,
    now,
  }: { readonly schema: string; readonly tables: readonly AnyTable[]; readonly now: () => string | null },
): Reports {
  const report = async <T>(text: string, ...values: readonly unknown[]): Promise<readonly T[]> => {
    const { rows } = await database.run({ text, values: [schema, ...values] });
    return JSON.parse(String(rows[0]?.["report"])) as readonly T[]; // the shape that the statement builds
  };
  const runs = (limit: number, id: number | null): Promise<readonly RunSummary[]> =>
    report<RunSummary>(runsSql, limit, id === null ? null : String(id), ...lockKey(schema));
  return {
    freshness: () => report<Freshness>(freshnessSql, now(), ...lockKey(schema)),
    runs: (limit = 10) => runs(limit, null),
    run: async (id) => {
      const [run] = await runs(1, id);
      return run === undefined
        ? undefined
        : { ...run, passDetails: await report<PassSummary>(passesSql, String(id), ...lockKey(schema)) };
    },
    days: (limit = 14) => report<DaySummary>(daysSql, limit, ...lockKey(schema)),
    sharedUsage: async () => {
      const { rows } = await database.run({ text: budgetsSql, values: [now()] });
      return rows.map(toSharedUsage);
    },
    quarantineCounts: () => report<QuarantineCount>(quarantineSql),
    quarantined: (choice = {}) => listQuarantined(database, schema, choice),
    silentRows: () => readSilentRows(database, schema, tables),
    verifiedParts: () => readVerifiedParts(database, schema, tables),
    passCosts: (scope) => report<PassCost>(costsSql, scope),
  };
}
