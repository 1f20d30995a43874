import type { InvalidItem, QuarantineReason } from "@42sync/core/sync";
import type { Session } from "../database/database.js";
import { hashText } from "../sql/identifiers.js";
import { toArrayLiteral } from "../sql/array-literal.js";
import { cleanText, toJson } from "../sql/clean-text.js";

/** A row on its way into the quarantine. */
export interface Quarantined {
  readonly key: string;
  readonly reason: QuarantineReason;
  readonly detail: string;
  readonly missingTable: string | null;
  readonly missingId: string | null;
  readonly payload: unknown;
}

/** An invalid item on its way into the quarantine. */
export function invalidItemToQuarantined(invalidItem: InvalidItem): Quarantined {
  return {
    key: keyOfRow(invalidItem.id, invalidItem.item),
    reason: "invalid_item",
    detail: `${invalidItem.path}: ${invalidItem.reason}`,
    missingTable: null,
    missingId: null,
    payload: invalidItem.item,
  };
}

/** The key of a row in the quarantine: its id, or a hash of it where it has none. */
export function keyOfRow(id: number | string | null, payload: unknown): string {
  return id === null ? `#${hashText(toJson(payload) ?? "")}` : cleanText(String(id));
}

// A row that comes again unchanged is noted once a day, so quarantining the same thousands each night costs
// next to nothing.
const writeSql = `with given as (
  select g.row_key, g.reason, g.detail, g.missing_table, g.missing_id, g.payload::jsonb as payload,
    coalesce($9::timestamptz, now()) as seen
  from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[])
    as g(row_key, reason, detail, missing_table, missing_id, payload)
)
insert into sync42.quarantine as q (data_schema, table_name, row_key, reason, detail,
  missing_table, missing_id, payload, first_seen, last_seen, attempts)
select $1, $2, g.row_key, g.reason, g.detail,
  g.missing_table, g.missing_id, g.payload, g.seen, g.seen, 1
from given g
left join sync42.quarantine q on q.data_schema = $1 and q.table_name = $2 and q.row_key = g.row_key
where q.row_key is null or q.last_seen < g.seen - interval '1 day'
  or row(q.reason, q.detail, q.missing_table, q.missing_id, q.payload)
    is distinct from row(g.reason, g.detail, g.missing_table, g.missing_id, g.payload)
order by g.row_key
on conflict (data_schema, table_name, row_key) do update set
  reason = excluded.reason, detail = excluded.detail, missing_table = excluded.missing_table,
  missing_id = excluded.missing_id, payload = excluded.payload, last_seen = excluded.last_seen,
  attempts = q.attempts + 1`;

const forgetSql =
  "delete from sync42.quarantine where data_schema = $1 and table_name = $2 and row_key = any($3::text[])";

const whole = /^-?\d{1,18}$/;

/** Where the quarantine of a table is, and the store's time (null: the database's). */
export interface QuarantinePlace {
  readonly schema: string;
  readonly table: string;
  readonly now: string | null;
}

/** Puts rows in quarantine; of several with one key the last counts. */
export async function writeQuarantine(
  session: Session,
  at: QuarantinePlace,
  rows: readonly Quarantined[],
): Promise<void> {
  const last = [...new Map(rows.map((row) => [row.key, row])).values()];
  if (last.length === 0) return;
  const list = (value: (row: Quarantined) => string | null): string => toArrayLiteral(last.map(value));
  await session.run({
    text: writeSql,
    values: [
      at.schema,
      at.table,
      list((row) => row.key),
      list((row) => row.reason),
      list((row) => cleanText(row.detail)),
      list((row) => row.missingTable),
      list((row) => (row.missingId !== null && whole.test(row.missingId) ? row.missingId : null)),
      list((row) => toJson(row.payload) ?? "null"),
      at.now,
    ],
  });
}

/** Removes rows from quarantine that were written after all. */
export async function forgetQuarantined(
  session: Session,
  at: QuarantinePlace,
  keys: readonly string[],
): Promise<void> {
  if (keys.length > 0)
    await session.run({ text: forgetSql, values: [at.schema, at.table, toArrayLiteral(keys)] });
}
