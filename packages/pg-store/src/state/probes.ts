import type { Probes } from "@42sync/core/sync";
import type { Database } from "../database/database.js";
import { toArrayLiteral } from "../sql/array-literal.js";
import { isoSql } from "../sql/iso-sql.js";

const keepSql = `insert into sync42.probes (data_schema, fact, resource, expected, seen, holds, asked_at)
select $1, g.fact, g.resource, g.expected, g.seen, g.holds, g.asked_at
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::timestamptz[])
  as g(fact, resource, expected, seen, holds, asked_at)
on conflict (data_schema, fact) do update set resource = excluded.resource, expected = excluded.expected,
  seen = excluded.seen, holds = excluded.holds, asked_at = excluded.asked_at`;

const readSql =
  `select fact, resource, expected, seen, holds::text as holds, ${isoSql("asked_at")} as asked_at ` +
  `from sync42.probes where data_schema = $1 order by fact collate "C"`;

/** A database of an earlier release has no such table, and a plan migrates nothing. */
const isThereSql = "select to_regclass('sync42.probes')::text as name";

/** What probes found, for one data schema. */
export function createProbes(database: Database, schema: string): Probes {
  return {
    facts: async () => {
      const there = await database.run({ text: isThereSql });
      if (typeof there.rows[0]?.["name"] !== "string") return [];
      const { rows } = await database.run({ text: readSql, values: [schema] });
      return rows.map((row) => ({
        fact: String(row["fact"]),
        resource: row["resource"] === null ? null : String(row["resource"]),
        expected: String(row["expected"]),
        seen: String(row["seen"]),
        holds: row["holds"] === "true",
        askedAt: String(row["asked_at"]),
      }));
    },
    keep: async (facts) => {
      if (facts.length === 0) return;
      await database.run({
        text: keepSql,
        values: [
          schema,
          toArrayLiteral(facts.map(({ fact }) => fact)),
          toArrayLiteral(facts.map(({ resource }) => resource)),
          toArrayLiteral(facts.map(({ expected }) => expected)),
          toArrayLiteral(facts.map(({ seen }) => seen)),
          toArrayLiteral(facts.map(({ holds }) => String(holds))),
          toArrayLiteral(facts.map(({ askedAt }) => askedAt)),
        ],
      });
    },
  };
}
