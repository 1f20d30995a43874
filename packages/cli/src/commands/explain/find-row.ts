import { ConfigError } from "@42sync/core";
import type { AnyTable } from "@42sync/core/tables";
import type { PgStore } from "@42sync/pg-store";
import { nearest } from "../../errors/suggest.js";

/** A row by its id; the name is undefined if no such row is stored. */
export interface FoundRow {
  readonly id: number;
  readonly name: string | undefined;
}

/**
 * The row that a word names: by its id, or for people by the login.
 *
 * @throws ConfigError when no row has this name, or several do.
 */
export async function findRow(
  store: Pick<PgStore, "query">,
  table: AnyTable,
  word: string,
): Promise<FoundRow> {
  const namedBy = table.people?.namedBy;
  const at = `"${table.name}"`;
  if (/^\d{1,15}$/.test(word)) {
    const { rows } = await store.query(
      `select ${namedBy === undefined ? "null" : `"${namedBy}"`} as name from ${at} where "id" = $1`,
      [word],
    );
    const name = rows[0]?.["name"];
    return { id: Number(word), name: typeof name === "string" ? name : undefined };
  }
  if (namedBy === undefined)
    throw new ConfigError(`${word} is not an id`, {
      hint: `rows of ${table.name} are found by their id, like: 42sync explain ${table.name} 1314`,
    });
  const { rows } = await store.query(
    `select "id", "${namedBy}" as name from ${at} where lower("${namedBy}") = lower($1) order by "id"`,
    [word],
  );
  const [first, second] = rows;
  if (second !== undefined)
    throw new ConfigError(`several rows of ${table.name} are called ${word}`, {
      hint: `give the id: ${rows.map((row) => String(row["id"])).join(" or ")}`,
    });
  if (first === undefined)
    throw new ConfigError(`no row of ${table.name} has the ${namedBy} ${word}`, {
      hint: await suggest(store, table, namedBy, word),
    });
  return { id: Number(first["id"]), name: String(first["name"]) };
}

async function suggest(
  store: Pick<PgStore, "query">,
  table: AnyTable,
  namedBy: string,
  word: string,
): Promise<string> {
  const { rows } = await store.query(
    `select "${namedBy}" as name from "${table.name}" where left(lower("${namedBy}"), 2) = ` +
      "left(lower($1), 2) order by 1 limit 2000",
    [word],
  );
  const near = nearest(
    word,
    rows.map((row) => String(row["name"])),
  );
  return near === undefined ? "an id works too, also of somebody who is not stored" : `did you mean ${near}?`;
}
