import type { AnyTable } from "@42sync/core/tables";
import type { QuarantinedItem } from "@42sync/core/sync";
import type { Database } from "../database/database.js";

const kept = "from sync42.quarantine where data_schema = $1 and table_name = $2 and reason = 'invalid_item'";
const columns = "row_key as key, detail, payload::text as item";
const samplesSql = `select distinct on (detail) ${columns} ${kept} order by detail, row_key`;
const alikeSql = `select ${columns} ${kept} and detail = $3 order by row_key limit 200`;

/** Invalid items: one of each detail, or those of one. */
export async function readInvalidItems(
  database: Database,
  schema: string,
  { table, detail }: { readonly table: AnyTable; readonly detail: string | undefined },
): Promise<readonly QuarantinedItem[]> {
  const { rows } = await database.run(
    detail === undefined
      ? { text: samplesSql, values: [schema, table.name] }
      : { text: alikeSql, values: [schema, table.name, detail] },
  );
  return rows.map((row) => ({
    key: String(row["key"]),
    detail: String(row["detail"]),
    item: JSON.parse(String(row["item"])) as unknown,
  }));
}
