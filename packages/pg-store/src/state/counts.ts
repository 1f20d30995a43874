import type { Counts } from "@42sync/core/sync";
import type { Database } from "../database/database.js";
import { quoteIn, quoteName } from "../sql/identifiers.js";
import { whereSql } from "../sql/where-sql.js";
import { missingSql } from "../page/missing-parents.js";
import { readKnownNotStored } from "./known-not-stored.js";
import { findDiffering } from "./differing.js";
import { ownersToRereadSql } from "../page/owners-to-reread.js";
import { readInvalidItems } from "./invalid-items.js";

/** Questions about what is stored; rows marked as gone do not count. */
export function createCounts(
  database: Database,
  { schema, now }: { readonly schema: string; readonly now: () => string | null },
): Counts {
  return {
    count: async (table, conditions = []) => {
      const where = whereSql(schema, table, conditions);
      const { rows } = await database.run({
        text: `select count(*)::text as count from ${quoteIn(schema, table.name)} t where ${where.text}`,
        values: where.values,
      });
      return Number(rows[0]?.["count"]);
    },
    ids: async (table, conditions = []) => {
      const key = quoteName(table.key[0] ?? "id");
      const where = whereSql(schema, table, conditions);
      const { rows } = await database.run({
        text: `select t.${key}::text as id from ${quoteIn(schema, table.name)} t where ${where.text}
          order by t.${key}`,
        values: where.values,
      });
      return rows.map((row) => Number(row["id"]));
    },
    missing: async (table) => {
      const { rows } = await database.run({ text: missingSql, values: [schema, table.name, now()] });
      return rows.map((row) => Number(row["id"]));
    },
    invalidItems: (table, detail) => readInvalidItems(database, schema, { table, detail }),
    knownNotStored: (table, owners) => readKnownNotStored(database, schema, table, owners),
    differing: (table, rows) => findDiffering(database, schema, table, rows),
    ownersToReread: async (table, scope) => {
      const { rows } = await database.run({ text: ownersToRereadSql, values: [schema, table.name, scope] });
      const because = (reason: string): readonly number[] =>
        rows.filter((row) => row["reason"] === reason).map((row) => Number(row["id"]));
      return { entered: because("entered"), followed: because("followed"), gone: because("gone") };
    },
  };
}
