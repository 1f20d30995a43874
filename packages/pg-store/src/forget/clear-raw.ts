import { rawColumn } from "@42sync/core/internal";
import { type AnyTable } from "@42sync/core/tables";
import type { Session } from "../database/database.js";
import { quoteIn, quoteName } from "../sql/identifiers.js";
import { toJson } from "../sql/clean-text.js";
import { copyPath } from "./copy-path.js";
import { withoutCopies } from "./without-copies.js";

/**
 * Takes the copies of somebody out of the items that a table keeps whole.
 *
 * @returns how many rows had one.
 */
export async function clearRaw(
  session: Session,
  schema: string,
  table: AnyTable,
  people: AnyTable,
  id: string,
): Promise<number> {
  const [at, raw] = [quoteIn(schema, table.name), quoteName(rawColumn)];
  // Asked of the database: the column stays when nobody asks for raw items any more.
  const there = await session.run({
    text:
      "select 1 as one from pg_catalog.pg_attribute where attrelid = to_regclass($1) and attname = " +
      "$2 and atttypid = 'jsonb'::regtype and not attisdropped",
    values: [at, rawColumn],
  });
  if (there.rows.length === 0) return 0;
  const found =
    `select ctid::text as place, ${raw}::text as raw from ${at} where jsonb_path_exists(${raw}, ` +
    "$1::jsonpath, jsonb_build_object('id', $2::bigint)) for update";
  const { rows } = await session.run({ text: found, values: [copyPath(people), id] });
  for (const row of rows) {
    const cleared = withoutCopies(people, JSON.parse(String(row["raw"])), (one) => one === id);
    await session.run({
      text: `update ${at} set ${raw} = $1::jsonb, "ingested_at" = now() where ctid = $2::tid`,
      values: [toJson(cleared), row["place"]],
    });
  }
  return rows.length;
}
