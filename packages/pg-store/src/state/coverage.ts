import type { Coverage, PageCommit, Verified } from "@42sync/core/sync";
import type { Database, Session } from "../database/database.js";
import { isoSql } from "../sql/iso-sql.js";
import { toArrayLiteral } from "../sql/array-literal.js";
import type { QuarantinePlace } from "../page/write-quarantine.js";

/** A table of ranges of owners; of `verified`, those that were compared or those that failed. */
type Ranges = "coverage" | "verified" | "failed";

interface RangesSql {
  readonly table: string;
  /** A condition on the alias `c`, and what a row has beside its range. */
  readonly only: string;
  readonly column: string;
  readonly value: string;
}

const rangesSql: Readonly<Record<Ranges, RangesSql>> = {
  coverage: { table: "sync42.coverage", only: "", column: "", value: "" },
  verified: { table: "sync42.verified", only: " and not c.failed", column: ", failed", value: ", false" },
  failed: { table: "sync42.verified", only: " and c.failed", column: ", failed", value: ", true" },
};

/** What sticks out on either side of the ranges that are noted now stays, the rest goes. */
const cutSql = ({ table, only }: RangesSql): string => `with given as (
  select g.from_id, g.to_id from unnest($4::bigint[], $5::bigint[]) as g(from_id, to_id)
), cut as (
  delete from ${table} c using given g
  where c.data_schema = $1 and c.table_name = $2 and c.scope = $3${only}
    and c.from_id <= g.to_id and c.to_id >= g.from_id
  returning c.from_id, c.to_id, c.read_at, g.from_id as new_from, g.to_id as new_to
)
select json_agg(json_build_array(part.from_id::text, part.to_id::text, ${isoSql("part.read_at")}))::text as rest
from cut cross join lateral (
  values (cut.from_id, cut.new_from - 1, cut.read_at), (cut.new_to + 1, cut.to_id, cut.read_at)
) as part(from_id, to_id, read_at)
where part.from_id <= part.to_id`;

const addSql = ({ table, column, value }: RangesSql): string =>
  `insert into ${table} (data_schema, table_name, scope, from_id, to_id, read_at${column})
select $1, $2, $3, g.from_id, g.to_id, g.read_at${value}
from unnest($4::bigint[], $5::bigint[], $6::timestamptz[]) as g(from_id, to_id, read_at)`;

/** Notes which owners' rows were read whole or compared, in the page's transaction. */
export async function saveCoverage(session: Session, at: QuarantinePlace, page: PageCommit): Promise<void> {
  const place = [at.schema, at.table, page.scope];
  if (page.coverage !== undefined) await coverRanges(session, rangesSql.coverage, place, page.coverage);
  if (page.verified === undefined) return;
  const { ranges, readAt } = page.verified;
  for (const isFailed of [false, true])
    await coverRanges(session, rangesSql[isFailed ? "failed" : "verified"], place, {
      ranges: ranges.filter(({ failed }) => failed === isFailed),
      readAt,
    });
}

async function coverRanges(
  session: Session,
  sql: RangesSql,
  place: readonly string[],
  { ranges: given, readAt }: NonNullable<PageCommit["coverage"]>,
): Promise<void> {
  for (const { from, to } of given) {
    const { rows } = await session.run({
      text: cutSql(sql),
      values: [...place, toArrayLiteral([String(from)]), toArrayLiteral([String(to)])],
    });
    const rest = (JSON.parse(String(rows[0]?.["rest"] ?? "[]")) ?? []) as readonly (readonly [
      string,
      string,
      string,
    ])[]; // built by the statement
    const ranges = [...rest, [String(from), String(to), readAt] as const];
    await session.run({
      text: addSql(sql),
      values: [
        ...place,
        ...[0, 1, 2].map((part) => toArrayLiteral(ranges.map((range) => range[part] ?? null))),
      ],
    });
  }
}

/** Where ranges are kept. */
export interface RangesPlace {
  readonly schema: string;
  readonly table: string;
  readonly scope: string;
}

/** Reads which owners' rows were read whole, ascending. */
export async function readCoverage(database: Database, place: RangesPlace): Promise<readonly Coverage[]> {
  return (await readRanges(database, "coverage", place)).map(toCoverage);
}

/** Reads which owners' rows were compared, ascending, then those whose comparison failed. */
export async function readVerified(database: Database, place: RangesPlace): Promise<readonly Verified[]> {
  const rows = await readRanges(database, "verified", place);
  return rows.map((row) => ({ ...toCoverage(row), failed: row["failed"] === "true" }));
}

async function readRanges(
  database: Database,
  name: "coverage" | "verified",
  { schema, table, scope }: RangesPlace,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const isVerified = name === "verified";
  const text = `select c.from_id::text as from_id, c.to_id::text as to_id, ${isoSql("c.read_at")} as read_at
  ${isVerified ? ", c.failed::text as failed" : ""}
from sync42.${name} c where c.data_schema = $1 and c.table_name = $2 and c.scope = $3
order by ${isVerified ? "c.failed, " : ""}c.from_id`;
  return (await database.run({ text, values: [schema, table, scope] })).rows;
}

function toCoverage(row: Readonly<Record<string, unknown>>): Coverage {
  return { from: Number(row["from_id"]), to: Number(row["to_id"]), readAt: String(row["read_at"]) };
}
