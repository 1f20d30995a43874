import type { Counts } from "@42sync/core/sync";
import type { Database } from "../database/database.js";
import { quoteIn, quoteName } from "../sql/identifiers.js";
import { entrantsSql } from "./entrants.js";

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
    entrants: async (table) => {
      const { rows } = await database.run({ text: entrantsSql, values: [schema, table.name] });
      return rows.map((row) => Number(row["id"]));
    },
  };
}
