import type { AnyTable, Row } from "@42sync/core/tables";
import type { Differing } from "@42sync/core/sync";
import type { Database } from "../database/database.js";
import { quoteIn, quoteName } from "../sql/identifiers.js";
import { castColumn, givenColumns } from "../sql/upsert-sql.js";
import { toArrayLiteral } from "../sql/array-literal.js";
import { createFitRow } from "../page/values/fit-row.js";

/**
 * Which of the given rows are stored otherwise: an array a column, `$1` the first; compared as the UPSERT
 * compares.
 */
function differingSql(schema: string, table: AnyTable): string {
  const columns = Object.entries(table.columns);
  const key = table.key.map(quoteName);
  const compared = columns
    .filter(([name]) => !table.key.includes(name))
    .map(
      ([name], index) =>
        `case when t.${quoteName(name)} is distinct from g.${quoteName(name)} then ${String(index)} end`,
    );
  return `with given as (
  select ${columns.map(([name, { kind }]) => castColumn(name, kind)).join(", ")} from ${givenColumns(columns)}
)
select t.${key[0] ?? ""}::text as id, to_json(array_remove(array[${compared.join(", ")}]::integer[], null))::text
  as places
from given g join ${quoteIn(schema, table.name)} t on ${key.map((name) => `t.${name} = g.${name}`).join(" and ")}
where t."deleted_at" is null order by t.${key[0] ?? ""}`;
}

/** Compares rows with what is stored. */
export async function findDiffering(
  database: Database,
  schema: string,
  table: AnyTable,
  rows: readonly Row[],
): Promise<readonly Differing[]> {
  const names = Object.keys(table.columns).filter((name) => !table.key.includes(name));
  if (rows.length === 0 || names.length === 0) return [];
  const fit = createFitRow(table);
  const fitted = rows.map(fit);
  const values = Object.keys(table.columns).map((_, at) =>
    toArrayLiteral(fitted.map((row) => row.values[at] ?? null)),
  );
  const answer = await database.run({ text: differingSql(schema, table), values });
  return answer.rows.flatMap((row) => {
    const columns = (JSON.parse(String(row["places"])) as readonly number[]).flatMap(
      (place) => names[place] ?? [],
    ); // built by the statement
    return columns.length === 0 ? [] : [{ id: Number(row["id"]), columns }];
  });
}
