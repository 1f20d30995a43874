import type { RecordedRunOutcome, RowCounts } from "@42sync/core/sync";
import { isoSql } from "../../sql/iso-sql.js";
import { countsSql } from "../counts-sql.js";
import { isUnderWaySql } from "../lock.js";
import { endedSql, outcomeSql } from "./outcome-sql.js";

/** One run, with its passes summed. */
export interface RunSummary {
  readonly id: number;
  readonly name: string;
  readonly scope: string;
  readonly holder: string | null;
  readonly startedAt: string;
  /** Null while it runs, and if it was killed. */
  readonly endedAt: string | null;
  /** Null while it runs. A run that has not ended and does not hold the lock was killed. */
  readonly outcome: RecordedRunOutcome | null;
  /** Whether it is under way at this moment: it has not ended, and holds the lock. */
  readonly running: boolean;
  readonly reason: string | null;
  /** Of one that has not ended, those of the passes that have. */
  readonly hits: number;
  readonly bytes: number;
  readonly passes: number;
  readonly rows: RowCounts;
}

/**
 * `$1` the data schema, `$2` how many runs, `$3` one run's number or null for any, `$4` and `$5` the key of
 * its lock.
 */
export const runsSql = `select coalesce(json_agg(json_build_object(
  'id', r.id, 'name', r.name, 'scope', r.scope, 'holder', r.holder,
  'startedAt', ${isoSql("r.started_at")}, 'endedAt', ${endedSql(isoSql("r.ended_at"), "r.outcome")},
  'outcome', ${outcomeSql("r.outcome", isUnderWaySql(4))}, 'running', ${isUnderWaySql(4)}, 'reason', r.reason,
  'hits', coalesce(r.hits, p.hits, 0), 'bytes', coalesce(p.bytes, 0), 'passes', p.passes,
  'rows', json_build_object(${countsSql((column) => `coalesce(p.${column}, 0)`)})
) order by r.id desc), '[]')::text as report
from (
  select * from sync42.runs where data_schema = $1 and ($3::bigint is null or id = $3::bigint)
  order by id desc limit $2::integer
) r
cross join lateral (
  select count(*) as passes, sum(hits) as hits, sum(bytes) as bytes, sum(inserted) as inserted,
    sum(updated) as updated, sum(unchanged) as unchanged, sum(stale) as stale, sum(deleted) as deleted,
    sum(released) as released, sum(quarantined) as quarantined, sum(skipped) as skipped,
    sum(links_skipped) as links_skipped
  from sync42.passes where run_id = r.id
) p`;
