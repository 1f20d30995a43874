import type { PassKind, RecordedPassOutcome, RowCounts } from "@42sync/core/sync";
import { isoSql } from "../../sql/iso-sql.js";
import { countsSql } from "../counts-sql.js";
import { isUnderWaySql } from "../lock.js";
import { endedSql, outcomeSql } from "./outcome-sql.js";
import type { RunSummary } from "./run-summary.js";

/** One pass of a run. */
export interface PassSummary {
  readonly id: number;
  readonly table: string;
  readonly kind: PassKind;
  /** Why it was of this kind. */
  readonly planReason: string | null;
  /** Its window of `updated_at`, ISO; null where it has none. */
  readonly since: string | null;
  readonly until: string | null;
  /** Whether it resumed where an earlier one had stopped. */
  readonly resumed: boolean;
  readonly watermarkBefore: string | null;
  readonly watermarkAfter: string | null;
  readonly startedAt: string;
  /** Null while it runs, and if it was killed. */
  readonly endedAt: string | null;
  /** Null while it runs. */
  readonly outcome: RecordedPassOutcome | null;
  /** Why it is not complete. */
  readonly reason: string | null;
  /** Null while it runs, and if it was killed: hits are counted at the end. */
  readonly hits: number | null;
  readonly bytes: number | null;
  readonly pages: number;
  /** Null while it runs, and if it was killed. */
  readonly seconds: number | null;
  readonly rows: RowCounts;
}

/** One run, pass by pass. */
export interface RunDetails extends RunSummary {
  readonly passDetails: readonly PassSummary[];
}

/** What the runs of one day took, by the day in UTC on which they began. */
export interface DaySummary {
  /** `2026-11-24`. */
  readonly day: string;
  readonly runs: number;
  /** Runs that did not end complete, killed ones among them. */
  readonly notComplete: number;
  readonly hits: number;
  readonly bytes: number;
  readonly inserted: number;
  readonly updated: number;
}

/** `$1` the data schema, `$2` the run, `$3` and `$4` the key of its lock. */
export const passesSql = `select coalesce(json_agg(json_build_object(
  'id', p.id, 'table', p.table_name, 'kind', p.kind, 'planReason', p.plan_reason,
  'since', ${isoSql("p.since")}, 'until', ${isoSql("p.until")}, 'resumed', p.resumed,
  'watermarkBefore', ${isoSql("p.watermark_before")}, 'watermarkAfter', ${isoSql("p.watermark_after")},
  'startedAt', ${isoSql("p.started_at")}, 'endedAt', ${endedSql(isoSql("p.ended_at"), "p.outcome")},
  'outcome', ${outcomeSql("p.outcome", isUnderWaySql(3))}, 'reason', p.reason,
  'hits', p.hits, 'bytes', p.bytes, 'pages', p.pages, 'seconds', p.seconds,
  'rows', json_build_object(${countsSql((column) => `p.${column}`)})
) order by p.id), '[]')::text as report
from sync42.passes p join sync42.runs r on r.id = p.run_id where r.data_schema = $1 and r.id = $2::bigint`;

/** `$1` the data schema, `$2` how many days, `$3` and `$4` the key of its lock. */
export const daysSql = `select coalesce(json_agg(json_build_object(
  'day', d.day, 'runs', d.runs, 'notComplete', d.not_complete, 'hits', d.hits, 'bytes', d.bytes,
  'inserted', d.inserted, 'updated', d.updated
) order by d.day desc), '[]')::text as report
from (
  select to_char(r.started_at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*) as runs,
    count(*) filter (where r.outcome is distinct from 'complete' and not ${isUnderWaySql(3)}) as not_complete,
    coalesce(sum(coalesce(r.hits, p.hits)), 0) as hits, coalesce(sum(p.bytes), 0) as bytes,
    coalesce(sum(p.inserted), 0) as inserted, coalesce(sum(p.updated), 0) as updated
  from sync42.runs r
  cross join lateral (
    select sum(hits) as hits, sum(bytes) as bytes, sum(inserted) as inserted, sum(updated) as updated
    from sync42.passes where run_id = r.id
  ) p
  where r.data_schema = $1
  group by 1 order by 1 desc limit $2::integer
) d`;
