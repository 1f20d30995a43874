import type { Coverage, PageCommit } from "@42sync/core/sync";
import type { Database, Session } from "../database/database.js";
import { isoSql } from "../sql/iso-sql.js";
import { toArrayLiteral } from "../sql/array-literal.js";
import type { QuarantinePlace } from "../page/write-quarantine.js";

/** Two of them: which owners' rows were read whole, and which were compared with 42. */
type Kept = "coverage" | "verified";

/** Ranges of owners, and when: `$1` the data schema, `$2` the table, `$3` the scope. */
const readSql = (
  kept: Kept,
): string => `select from_id::text as from_id, to_id::text as to_id, ${isoSql("read_at")} as read_at from sync42.${kept} c
where data_schema = $1 and table_name = $2 and scope = $3 order by c.from_id`;

/** What sticks out on either side of the ranges that were read now stays, the rest goes. */
const cutSql = (kept: Kept): string => `with given as (
  select g.from_id, g.to_id from unnest($4::bigint[], $5::bigint[]) as g(from_id, to_id)
), cut as (
  delete from sync42.${kept} c using given g
  where c.data_schema = $1 and c.table_name = $2 and c.scope = $3 and c.from_id <= g.to_id and c.to_id >= g.from_id
  returning c.from_id, c.to_id, c.read_at, g.from_id as new_from, g.to_id as new_to
)
select json_agg(json_build_array(part.from_id::text, part.to_id::text, ${isoSql("part.read_at")}))::text as rest
from cut cross join lateral (values (cut.from_id, cut.new_from - 1, cut.read_at), (cut.new_to + 1, cut.to_id, cut.read_at)) as part(from_id, to_id, read_at)
where part.from_id <= part.to_id`;

const addSql = (
  kept: Kept,
): string => `insert into sync42.${kept} (data_schema, table_name, scope, from_id, to_id, read_at)
select $1, $2, $3, g.from_id, g.to_id, g.read_at from unnest($4::bigint[], $5::bigint[], $6::timestamptz[]) as g(from_id, to_id, read_at)`;

/** Notes that the rows of these owners were read whole, or compared, in the page's transaction. */
export async function saveCoverage(session: Session, at: QuarantinePlace, page: PageCommit): Promise<void> {
  const place = [at.schema, at.table, page.scope];
  if (page.coverage !== undefined) await coverRanges(session, "coverage", place, page.coverage);
  if (page.verified !== undefined) await coverRanges(session, "verified", place, page.verified);
}

async function coverRanges(
  session: Session,
  kept: Kept,
  place: readonly string[],
  { ranges: given, readAt }: NonNullable<PageCommit["coverage"]>,
): Promise<void> {
  for (const { from, to } of given) {
    const { rows } = await session.run({
      text: cutSql(kept),
      values: [...place, toArrayLiteral([String(from)]), toArrayLiteral([String(to)])],
    });
    const rest = (JSON.parse(String(rows[0]?.["rest"] ?? "[]")) ?? []) as readonly (readonly [
      string,
      string,
      string,
    ])[]; // built by the statement
    const ranges = [...rest, [String(from), String(to), readAt] as const];
    await session.run({
      text: addSql(kept),
      values: [
        ...place,
        ...[0, 1, 2].map((part) => toArrayLiteral(ranges.map((range) => range[part] ?? null))),
      ],
    });
  }
}

/** Reads such ranges of a table in a scope, ascending. */
export async function readCoverage(
  database: Database,
  kept: Kept,
  { schema, table, scope }: { readonly schema: string; readonly table: string; readonly scope: string },
): Promise<readonly Coverage[]> {
  const { rows } = await database.run({ text: readSql(kept), values: [schema, table, scope] });
  return rows.map((row) => ({
    from: Number(row["from_id"]),
    to: Number(row["to_id"]),
    readAt: String(row["read_at"]),
  }));
}
