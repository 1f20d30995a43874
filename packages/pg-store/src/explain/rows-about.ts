import type { PassKind } from "@42sync/core/sync";
import type { Session } from "../database/database.js";
import { quoteIn, quoteName } from "../sql/identifiers.js";
import { isoSql } from "../sql/iso-sql.js";

/** One row, and by what it came. */
export interface RowAbout {
  /** Its key, as text. */
  readonly key: string;
  /** When it was written last, ISO: it came as it is since, or was not read. */
  readonly ingestedAt: string;
  /** When 42 last changed it, ISO; null where 42 does not say. */
  readonly updatedAt: string | null;
  readonly deletedAt: string | null;
  /** The pass during which it was written; null outside of runs. */
  readonly pass: {
    readonly id: number;
    readonly runId: number;
    readonly run: string;
    readonly table: string;
    readonly kind: PassKind;
  } | null;
  readonly values: Readonly<Record<string, unknown>>;
}

const mostRows = 200;

/** Where rows about it may be. */
export interface SourceOfRows {
  readonly name: string;
  /** Columns that hold its id. */
  readonly columns: readonly string[];
  /** Columns of the table's own key. */
  readonly key: readonly string[];
  /** Whether its rows have an `updated_at` of 42's. */
  readonly dated: boolean;
}

/** Rows of one table with an id in one of its columns. */
export async function rowsAbout(
  session: Session,
  schema: string,
  { name, columns, key, dated, id }: SourceOfRows & { readonly id: number },
): Promise<{ readonly total: number; readonly rows: readonly RowAbout[] }> {
  const at = quoteIn(schema, name);
  const where = columns.map((column) => `t.${quoteName(column)} = $1::bigint`).join(" or ");
  const counted = await session.run({
    text: `select count(*)::text as count from ${at} t where ${where}`,
    values: [String(id)],
  });
  const total = Number(counted.rows[0]?.["count"]);
  if (total === 0) return { total, rows: [] };
  const keyText = key.map((column) => `t.${quoteName(column)}::text`).join(" || ', ' || ");
  const newest = `t."ingested_at" desc, t.${quoteName(key[0] ?? "id")} desc`;
  const text = `select coalesce(json_agg(json_build_object(
  'key', ${keyText}, 'ingestedAt', ${isoSql('t."ingested_at"')},
  'updatedAt', ${dated ? isoSql('t."updated_at"') : "null"},
  'deletedAt', ${isoSql('t."deleted_at"')}, 'values', to_jsonb(t),
  'pass', case when p.id is not null then json_build_object(
    'id', p.id, 'runId', p.run_id, 'run', p.run, 'table', p.table_name, 'kind', p.kind
  ) end
) order by ${newest}), '[]')::text as rows
from (select t.* from ${at} t where ${where} order by ${newest} limit ${String(mostRows)}) t
left join lateral (
  select p.id, p.run_id, r.name as run, p.table_name, p.kind
  from sync42.passes p join sync42.runs r on r.id = p.run_id
  where r.data_schema = $2 and t."ingested_at" between p.started_at and coalesce(p.ended_at, 'infinity')
  order by (p.table_name = $3) desc, p.id desc limit 1
) p on true`;
  const { rows } = await session.run({ text, values: [String(id), schema, name] });
  // the shape that the statement builds
  return { total, rows: JSON.parse(String(rows[0]?.["rows"])) as readonly RowAbout[] };
}
