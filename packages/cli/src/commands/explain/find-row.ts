import { ConfigError } from "@42sync/core";
import type { AnyTable } from "@42sync/core/tables";
import type { PgStore } from "@42sync/pg-store";
import { nearest } from "../../errors/suggest.js";

/** Somebody as they are stored; the name is undefined where nobody with this number is. */
export interface FoundRow {
  readonly id: number;
  readonly name: string | undefined;
}

/**
 * The row that a word names: the number that 42 gave it, or of people the login.
 *
 * @throws ConfigError when nothing is called so, or several rows are.
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
    throw new ConfigError(`${word} is no number`, {
      hint: `rows of ${table.name} are found by their number, as: 42sync explain ${table.name} 1314`,
    });
  const { rows } = await store.query(
    `select "id", "${namedBy}" as name from ${at} where lower("${namedBy}") = lower($1) order by "id"`,
    [word],
  );
  const [first, second] = rows;
  if (second !== undefined)
    throw new ConfigError(`several of ${table.name} are called ${word}`, {
      hint: `give the number: ${rows.map((row) => String(row["id"])).join(" or ")}`,
    });
  if (first === undefined)
    throw new ConfigError(`nobody here has the ${namedBy} ${word}`, {
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
  return near === undefined
    ? "a number works as well, also of somebody who is not here"
    : `did you mean ${near}?`;
}
