import { ConfigError } from "@42sync/core";
import { inReferenceOrder, tiesTo } from "@42sync/core/internal";
import { type AnyTable } from "@42sync/core/tables";
import type { Database, Session } from "../database/database.js";
import { columnTypes } from "../sql/column-types.js";
import { quoteIn, quoteName } from "../sql/identifiers.js";
import { toArrayLiteral } from "../sql/array-literal.js";
import { tablesThere } from "../shape/tables-there.js";
import { clearRaw } from "./clear-raw.js";
import { forgetBookkeeping } from "./forget-bookkeeping.js";
import type { Doomed, ForgetPlace, ForgetReport } from "./forget-report.js";

/** Removes people with everything that is theirs. */
export interface Forget {
  /**
   * Removes a person and every row that belongs to them, empties the columns that name them, clears the
   * bookkeeping of them, and notes their id, so that no page brings them back: all of it in one transaction.
   * Hold the store's lock meanwhile: a page that is being stored would not see it.
   *
   * @param table a table whose rows are people
   * @throws ConfigError when its rows are no people; StoreError
   */
  forget(table: AnyTable, id: number): Promise<ForgetReport>;
}

/** A column that holds ids of a table. */
interface IdColumn {
  readonly column: string;
  readonly table: string;
}

export function createForget(database: Database, place: ForgetPlace): Forget {
  return {
    forget: async (table, id) => {
      if (table.people === undefined)
        throw new ConfigError(`the rows of ${table.name} are no people`, {
          context: { table: table.name },
          hint: "only people are forgotten",
        });
      return database.transaction(async (session) =>
        forgetPerson(session, { ...place, tables: await tablesThere(session, place) }, table, id),
      );
    },
  };
}

async function forgetPerson(
  session: Session,
  place: ForgetPlace,
  table: AnyTable,
  id: number,
): Promise<ForgetReport> {
  const ordered = inReferenceOrder(place.tables);
  const doomed: Doomed = new Map([[table.name, { ids: [String(id)], type: keyType(table) }]]);
  for (const one of ordered)
    if (one.name !== table.name) await findDoomed(session, place.schema, one, doomed);
  const unnamed: Record<string, number> = {};
  for (const one of ordered) add(unnamed, one.name, await unname(session, place.schema, one, doomed));
  for (const one of ordered)
    add(unnamed, one.name, await clearRaw(session, place.schema, one, table, String(id)));
  const removed: Record<string, number> = {};
  for (const link of place.tables.flatMap((one) => one.links))
    add(removed, link.name, await remove(session, place.schema, link.name, [link.owner, link.other], doomed));
  for (const one of [...ordered].reverse()) {
    const columns = [
      ...(doomed.has(one.name) && one.key.length === 1
        ? [{ column: one.key[0] ?? "id", table: one.name }]
        : []),
      ...owners(one, doomed),
    ];
    add(removed, one.name, await remove(session, place.schema, one.name, columns, doomed));
  }
  const bookkeeping = await forgetBookkeeping(session, place, table, doomed);
  return { table: table.name, id, removed, unnamed, ...bookkeeping };
}

/**
 * Removes whoever came in although they had been forgotten.
 *
 * @returns how many of them were here.
 */
export async function forgetAgain(session: Session, place: ForgetPlace): Promise<number> {
  let found = 0;
  for (const table of place.tables.filter((one) => one.people !== undefined)) {
    const { rows } = await session.run({
      text:
        "select row_id::text as id from sync42.tombstones where data_schema = $1 and table_name = " +
        "$2 order by row_id",
      values: [place.schema, table.name],
    });
    for (const row of rows) {
      const { removed } = await forgetPerson(session, place, table, Number(row["id"]));
      if (Object.keys(removed).length > 0) found += 1;
    }
  }
  return found;
}

function add(counts: Record<string, number>, name: string, rows: number): void {
  if (rows > 0) counts[name] = (counts[name] ?? 0) + rows;
}

/** Columns by which rows of a table belong to rows that go. */
function owners(table: AnyTable, doomed: Doomed): readonly IdColumn[] {
  return [...doomed.keys()].flatMap((parent) =>
    parent === table.name ? [] : tiesTo(table, parent).owned.map((column) => ({ column, table: parent })),
  );
}

async function findDoomed(session: Session, schema: string, table: AnyTable, doomed: Doomed): Promise<void> {
  const columns = owners(table, doomed);
  const [key] = table.key;
  if (columns.length === 0 || table.key.length !== 1 || key === undefined) return;
  const { where, values } = anyOf(columns, doomed);
  const { rows } = await session.run({
    text: `select ${quoteName(key)}::text as id from ${quoteIn(schema, table.name)} where ${where}`,
    values,
  });
  if (rows.length > 0)
    doomed.set(table.name, { ids: rows.map((row) => String(row["id"])), type: keyType(table) });
}

async function remove(
  session: Session,
  schema: string,
  name: string,
  columns: readonly IdColumn[],
  doomed: Doomed,
): Promise<number> {
  const asked = columns.filter(({ table }) => doomed.has(table));
  if (asked.length === 0) return 0;
  const { where, values } = anyOf(asked, doomed);
  return count(session, `delete from ${quoteIn(schema, name)} where ${where}`, values);
}

async function unname(session: Session, schema: string, table: AnyTable, doomed: Doomed): Promise<number> {
  let rows = 0;
  for (const parent of doomed.keys()) {
    for (const name of tiesTo(table, parent).named) {
      const { where, values } = anyOf([{ column: name, table: parent }], doomed);
      rows += await count(
        session,
        `update ${quoteIn(schema, table.name)} set ${quoteName(name)} = null, "ingested_at" = now() where ${where}`,
        values,
      );
    }
  }
  return rows;
}

async function count(session: Session, statement: string, values: readonly unknown[]): Promise<number> {
  const { rows } = await session.run({
    text: `with done as (${statement} returning 1) select count(*)::text as count from done`,
    values,
  });
  return Number(rows[0]?.["count"]);
}

function anyOf(
  columns: readonly IdColumn[],
  doomed: Doomed,
): { readonly where: string; readonly values: readonly string[] } {
  return {
    where: columns
      .map(
        ({ column, table }, index) =>
          `${quoteName(column)} = any($${String(index + 1)}::${doomed.get(table)?.type ?? "bigint"}[])`,
      )
      .join(" or "),
    values: columns.map(({ table }) => toArrayLiteral(doomed.get(table)?.ids ?? [])),
  };
}

function keyType(table: AnyTable): string {
  return columnTypes[table.columns[table.key[0] ?? "id"]?.kind ?? "bigint"];
}
