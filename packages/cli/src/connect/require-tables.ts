import { ConfigError } from "@42sync/core";
import type { PgStore } from "@42sync/pg-store";
import { isUnmigrated } from "./open-database.js";

/**
 * Looks whether anything can be read of a schema, before a statement fails on a table that nobody made.
 *
 * @throws ConfigError when 42sync has made no tables in it.
 */
export async function requireTables(store: Pick<PgStore, "query">, schema: string): Promise<void> {
  const made = await store
    .query("select 1 as one from sync42.tables where data_schema = $1 limit 1", [schema])
    .catch((error: unknown) => {
      if (isUnmigrated(error)) return { rows: [] };
      throw error;
    });
  if (made.rows.length === 0)
    throw new ConfigError(`the schema ${schema} has no tables of 42sync yet`, {
      context: { schema },
      hint: "fill it with 42sync nightly, or name another with --schema or --database",
    });
}
