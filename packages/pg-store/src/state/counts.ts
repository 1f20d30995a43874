import type { Counts } from "@42sync/core/sync";
import type { Database } from "../database/database.js";
import { quoteIn, quoteName } from "../sql/identifiers.js";
import { dueSql } from "./due-owners.js";

/** Questions about what is stored; rows marked as gone do not count. */
export function createCounts(database: Database, schema: string): Counts {
  return {
    count: async (table) => {
      const { rows } = await database.run({ text: `select count(*)::text as count from ${quoteIn(schema, table.name)} where "deleted_at" is null` });
      return Number(rows[0]?.["count"]);
    },
    ids: async (table) => {
      const key = quoteName(table.key[0] ?? "id");
      const { rows } = await database.run({ text: `select ${key}::text as id from ${quoteIn(schema, table.name)} t where "deleted_at" is null order by t.${key}` });
      return rows.map((row) => Number(row["id"]));
    },
    due: async (table) => {
      const { rows } = await database.run({ text: dueSql, values: [schema, table.name] });
      const because = (reason: string): readonly number[] => rows.filter((row) => row["reason"] === reason).map((row) => Number(row["id"]));
      return { entered: because("entered"), followed: because("followed") };
    },
  };
}
