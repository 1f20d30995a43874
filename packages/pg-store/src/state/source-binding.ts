import { ConfigError } from "@42sync/core";
import type { Database } from "../database/database.js";

/** Which API a data schema is a copy of. */
export interface SourceBinding {
  /**
   * Notes that the schema is a copy of this API, the first time; afterwards only looks whether it still is.
   * Ids and watermarks of two APIs (42's and a sandbox's) in one schema would pass for each other.
   *
   * @param source what names the API: its address
   * @throws ConfigError when the schema is a copy of another one.
   */
  bindSource(source: string): Promise<void>;
}

const noteSql =
  "insert into sync42.sources (data_schema, source, bound_at) values ($1, $2, " +
  "coalesce($3::timestamptz, now())) on conflict (data_schema) do nothing";
const readSql = "select source from sync42.sources where data_schema = $1";

export function createSourceBinding(
  database: Database,
  schema: string,
  now: () => string | null,
): SourceBinding {
  return {
    bindSource: async (source) => {
      await database.run({ text: noteSql, values: [schema, source, now()] });
      const { rows } = await database.run({ text: readSql, values: [schema] });
      const bound = String(rows[0]?.["source"]);
      if (bound === source) return;
      throw new ConfigError(`the schema ${schema} is a copy of ${bound}, not of ${source}`, {
        context: { schema, bound, source },
        hint: "keep each API in a schema or a database of its own: --schema or --database",
      });
    },
  };
}
