import type { PassCost, PassKind, PassOutcome, RowCounts, RunOutcome } from "@42sync/core/sync";
import type { Database } from "../database/database.js";
import { isoSql } from "../sql/iso-sql.js";

/** How fresh one table is, see the view `sync42.freshness`. */
export interface Freshness {
  readonly table: string;
  readonly scope: string;
  /** Up to where the table is complete, ISO; null while it was never complete. */
  readonly watermark: string | null;
  readonly completedAt: string | null;
  /** Seconds between the watermark and the store's time. */
  readonly lagSeconds: number | null;
  /** How the last pass ended; null while it runs, or when there was none. */
  readonly lastOutcome: PassOutcome | null;
  readonly lastKind: PassKind | null;
  readonly lastStartedAt: string | null;
  readonly lastEndedAt: string | null;
  readonly lastReason: string | null;
  /** What the last pass did. */
  readonly lastRows: RowCounts | null;
}

/** One run, with its passes summed. */
export interface RunSummary {
  readonly id: number;
  readonly name: string;
  readonly scope: string;
  readonly holder: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** Null while it runs. */
  readonly outcome: RunOutcome | null;
  readonly reason: string | null;
  readonly hits: number;
  readonly bytes: number;
  readonly passes: number;
  readonly rows: RowCounts;
}

/** How many rows are put aside, by table and reason. */
export interface QuarantineCount {
  readonly table: string;
  readonly reason: "missing parent" | "does not fit";
  readonly missingTable: string | null;
  readonly rows: number;
}

/** What people ask about the state of a data schema. */
export interface Reports {
  /** Every table of the schema that a run has touched. */
  freshness(): Promise<readonly Freshness[]>;
  /** The last runs, newest first. @default 10 */
  runs(limit?: number): Promise<readonly RunSummary[]>;
  quarantineCounts(): Promise<readonly QuarantineCount[]>;
  /** What the last complete pass of each table and kind took in a scope, without those that went on where another had stopped. */
  passCosts(scope: string): Promise<readonly PassCost[]>;
}

const counts = (sum: (column: string) => string): string =>
  Object.entries({ inserted: "inserted", updated: "updated", unchanged: "unchanged", stale: "stale", deleted: "deleted", healed: "healed", quarantined: "quarantined", leftOut: "left_out", linksLeftOut: "links_left_out" })
    .map(([name, column]) => `'${name}', ${sum(column)}`)
    .join(", ");

const freshnessSql = `select coalesce(json_agg(json_build_object(
  'table', f.table_name, 'scope', f.scope, 'watermark', ${isoSql("f.watermark")}, 'completedAt', ${isoSql("f.completed_at")},
  'lagSeconds', extract(epoch from coalesce($2::timestamptz, now()) - f.watermark)::double precision, 'lastOutcome', f.last_outcome, 'lastKind', f.last_kind,
  'lastStartedAt', ${isoSql("f.last_started_at")}, 'lastEndedAt', ${isoSql("f.last_ended_at")}, 'lastReason', f.last_reason,
  'lastRows', case when f.last_kind is null then null else json_build_object(${counts((column) => `f.${column}`)}) end
) order by f.table_name, f.scope), '[]')::text as report from sync42.freshness f where f.data_schema = $1`;

const runsSql = `select coalesce(json_agg(json_build_object(
  'id', r.id, 'name', r.name, 'scope', r.scope, 'holder', r.holder, 'startedAt', ${isoSql("r.started_at")}, 'endedAt', ${isoSql("r.ended_at")},
  'outcome', r.outcome, 'reason', r.reason, 'hits', coalesce(r.hits, p.hits, 0), 'bytes', coalesce(p.bytes, 0), 'passes', p.passes,
  'rows', json_build_object(${counts((column) => `coalesce(p.${column}, 0)`)})
) order by r.id desc), '[]')::text as report
from (select * from sync42.runs where data_schema = $1 order by id desc limit $2::integer) r
cross join lateral (
  select count(*) as passes, sum(hits) as hits, sum(bytes) as bytes, sum(inserted) as inserted, sum(updated) as updated, sum(unchanged) as unchanged,
    sum(stale) as stale, sum(deleted) as deleted, sum(healed) as healed, sum(quarantined) as quarantined, sum(left_out) as left_out, sum(links_left_out) as links_left_out
  from sync42.passes where run_id = r.id
) p`;

const quarantineSql = `select coalesce(json_agg(json_build_object('table', q.table_name, 'reason', q.reason, 'missingTable', q.missing_table, 'rows', q.rows)
  order by q.table_name, q.reason, q.missing_table), '[]')::text as report
from (select table_name, reason, missing_table, count(*) as rows from sync42.quarantine where data_schema = $1 group by 1, 2, 3) q`;

const costsSql = `select coalesce(json_agg(json_build_object('table', p.table_name, 'kind', p.kind, 'rows', p.inserted + p.updated + p.unchanged + p.stale + p.quarantined + p.left_out, 'hits', coalesce(p.hits, 0))
  order by p.table_name, p.kind), '[]')::text as report
from (
  select distinct on (p.table_name, p.kind) p.* from sync42.passes p join sync42.runs r on r.id = p.run_id
  where r.data_schema = $1 and r.scope = $2 and p.outcome = 'complete' and not p.resumed
  order by p.table_name, p.kind, p.id desc
) p`;

/** Reports of one data schema. They come as one JSON text, so that every driver answers the same. */
export function createReports(database: Database, schema: string, now: () => string | null): Reports {
  const report = async <T>(text: string, ...values: readonly unknown[]): Promise<readonly T[]> => {
    const { rows } = await database.run({ text, values: [schema, ...values] });
    return JSON.parse(String(rows[0]?.["report"])) as readonly T[]; // the shape that the statement builds
  };
  return {
    freshness: () => report<Freshness>(freshnessSql, now()),
    runs: (limit = 10) => report<RunSummary>(runsSql, limit),
    quarantineCounts: () => report<QuarantineCount>(quarantineSql),
    passCosts: (scope) => report<PassCost>(costsSql, scope),
  };
}
