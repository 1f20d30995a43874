import type { QuarantineReason } from "@42sync/core/sync";
import type { Database } from "../../database/database.js";
import { isoSql } from "../../sql/iso-sql.js";

/** One row in quarantine. */
export interface QuarantinedRow {
  readonly table: string;
  /** The row's id; a hash of it when it has none. */
  readonly key: string;
  readonly reason: QuarantineReason;
  /** What is missing, or which field or column is wrong, and why. */
  readonly detail: string;
  /** The parent that it waits for; null when it waits for none. */
  readonly missingTable: string | null;
  readonly missingId: number | null;
  readonly firstSeen: string;
  /** Exact to a day while it stays the same. */
  readonly lastSeen: string;
  readonly attempts: number;
  /** When 42 was last asked for the parent and did not have it, ISO; null when it was not asked yet. */
  readonly askedAt: string | null;
}

/** Which rows of the quarantine are meant. */
export interface QuarantineChoice {
  readonly table?: string | undefined;
  readonly reason?: QuarantinedRow["reason"] | undefined;
  /** Rows at most. @default all */
  readonly limit?: number | undefined;
}

const listSql = `select coalesce(json_agg(json_build_object(
  'table', q.table_name, 'key', q.row_key, 'reason', q.reason, 'detail', q.detail,
  'missingTable', q.missing_table, 'missingId', q.missing_id,
  'firstSeen', ${isoSql("q.first_seen")}, 'lastSeen', ${isoSql("q.last_seen")},
  'attempts', q.attempts, 'askedAt', ${isoSql("q.asked_at")}
) order by q.table_name, q.reason, q.missing_table, q.missing_id, q.first_seen, q.row_key), '[]')::text as report
from (
  select q.*, a.asked_at from sync42.quarantine q
  left join sync42.parents_not_found a
    on a.data_schema = q.data_schema and a.table_name = q.missing_table and a.id = q.missing_id
  where q.data_schema = $1 and ($2::text is null or q.table_name = $2) and ($3::text is null or q.reason = $3)
  order by q.table_name, q.reason, q.missing_table, q.missing_id, q.first_seen, q.row_key limit $4::bigint
) q`;

/** Lists what is in quarantine, by table, reason and parent. */
export async function listQuarantined(
  database: Database,
  schema: string,
  { table, reason, limit }: QuarantineChoice,
): Promise<readonly QuarantinedRow[]> {
  const { rows } = await database.run({
    text: listSql,
    values: [schema, table ?? null, reason ?? null, limit === undefined ? null : String(limit)],
  });
  // the shape that the statement builds
  return JSON.parse(String(rows[0]?.["report"])) as readonly QuarantinedRow[];
}
