import { rawColumn, toRow } from "@42sync/core/internal";
import { type AnyTable, type Row } from "@42sync/core/tables";
import type { Session } from "../database/database.js";
import { columnTypes } from "../sql/column-types.js";
import { quoteIn, quoteName } from "../sql/identifiers.js";
import { castColumn, givenColumns } from "../sql/upsert-sql.js";
import { keyColumn } from "../shape/data-shapes.js";
import { toArrayLiteral } from "../sql/array-literal.js";
import type { Wanted } from "./wanted.js";
import { place, type Found } from "./read-existing.js";
import { createFitRow, type FittedRow } from "../page/values/fit-row.js";

/** Rows a statement: an item of `projects` has up to 190 KB (seen 2026). */
const batchSize = 200;

/** New columns of one table that its column `raw` can fill. */
export interface Fillable {
  readonly table: AnyTable;
  readonly columns: readonly string[];
}

/**
 * Fills new columns from the items that `raw` kept, as if these came again: same projection, same fitting of
 * values. What an item lacks stays null, and so does a reference whose parent is not here. A `raw` that is of
 * another `updated_at` than its row, because it was switched off for a while, is not used.
 *
 * @returns how many rows got a value
 */
async function fillFromRaw(
  session: Session,
  schema: string,
  fillable: Fillable,
  tables: readonly AnyTable[],
): Promise<number> {
  const { table } = fillable;
  const fit = createFitRow(table);
  const text = fillSql(schema, fillable, new Map(tables.map((one) => [one.name, one])));
  const names = Object.keys(table.columns);
  const given = givenBy(fillable).map((name) => names.indexOf(name));
  let filled = 0;
  for (let after: readonly string[] | undefined; ;) {
    const read = readSql(schema, table, after !== undefined);
    const { rows } = await session.run({ text: read, ...(after === undefined ? {} : { values: after }) });
    const last = rows.at(-1);
    if (last === undefined) return filled;
    const fitted = rows.flatMap((row) => project(table, JSON.parse(String(row[rawColumn])), fit) ?? []);
    const values = given.map((at) => toArrayLiteral(fitted.map((one) => one.values[at] ?? null)));
    const answer = await session.run({ text, values });
    filled += Number(answer.rows[0]?.["filled"]);
    after = table.key.map((name) => String(last[name]));
  }
}

/** The row of a kept item; undefined when it is of a shape that the declaration cannot read. */
function project(table: AnyTable, item: unknown, fit: (row: Row) => FittedRow): FittedRow | undefined {
  try {
    return fit(toRow(table, item));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

const ordered = ({ table, columns }: Fillable): boolean =>
  table.columns["updated_at"]?.kind === "timestamp" && !columns.includes("updated_at");

/** What a batch gives for each row: its key, its `updated_at` and the new columns. */
function givenBy(fillable: Fillable): readonly string[] {
  return [...fillable.table.key, ...(ordered(fillable) ? ["updated_at"] : []), ...fillable.columns];
}

/** The next rows that have a `raw`, by key: `… where ("id") > ($1::bigint) order by "id" limit 200`. */
function readSql(schema: string, table: AnyTable, goesOn: boolean): string {
  const key = table.key.map((name) => `t.${quoteName(name)}`);
  const bounds = table.key.map(
    (name, at) => `$${String(at + 1)}::${columnTypes[table.columns[name]?.kind ?? "bigint"]}`,
  );
  const after = goesOn ? ` and (${key.join(", ")}) > (${bounds.join(", ")})` : "";
  return `select ${key.map((name) => `${name}::text`).join(", ")}, t.${quoteName(rawColumn)}::text
    from ${quoteIn(schema, table.name)} t
where t.${quoteName(rawColumn)} is not null${after} order by ${key.join(", ")} limit ${String(batchSize)}`;
}

function fillSql(schema: string, fillable: Fillable, tables: ReadonlyMap<string, AnyTable>): string {
  const { table, columns } = fillable;
  const entries = givenBy(fillable).flatMap((name) => {
    const column = table.columns[name];
    return column === undefined ? [] : [[name, column] as const];
  });
  const selected = entries.map(([name, { kind, references }]) => {
    if (references === undefined || !columns.includes(name)) return castColumn(name, kind);
    const key = quoteName(keyColumn(tables, references.table));
    return (
      `(select p.${key} from ${quoteIn(schema, references.table)} p where p.${key} = ` +
      `g.${quoteName(name)}) as ${quoteName(name)}`
    );
  });
  const names = columns.map(quoteName);
  const row = (alias: string): string => `row(${names.map((name) => `${alias}.${name}`).join(", ")})`;
  const same = [
    ...table.key.map((name) => `t.${quoteName(name)} = g.${quoteName(name)}`),
    ...(ordered(fillable) ? [`t."updated_at" is not distinct from g."updated_at"`] : []),
  ];
  return `with given as (
  select ${selected.join(", ")} from ${givenColumns(entries)}
), filled as (
  update ${quoteIn(schema, table.name)} t set ${names.map((name) => `${name} = g.${name}`).join(", ")},
    "ingested_at" = now()
  from given g where ${same.join(" and ")} and ${row("t")} is distinct from ${row("g")} returning 1
)
select count(*)::text as filled from filled`;
}

/** Tables that get new columns and have kept their items in `raw` so far. */
export function fillableFor(wanted: Wanted, found: Found): readonly Fillable[] {
  return wanted.declared.flatMap((table) => {
    const there =
      found.relations.get(place(wanted.schema, table.name))?.columns.map((column) => column.name) ?? [];
    const columns = Object.keys(table.columns).filter((name) => !there.includes(name));
    const keepsRaw = Object.hasOwn(table.columns, rawColumn) && there.includes(rawColumn);
    return keepsRaw && columns.length > 0 ? [{ table, columns }] : [];
  });
}

/** New columns of a table that were filled, and in how many rows. */
export interface FilledColumns {
  readonly table: string;
  readonly columns: readonly string[];
  /** Null on a dry run. */
  readonly rows: number | null;
}

/** Fills them all. */
export async function fillAll(
  session: Session,
  wanted: Wanted,
  fillable: readonly Fillable[],
): Promise<readonly FilledColumns[]> {
  const filled: FilledColumns[] = [];
  for (const one of fillable)
    filled.push({
      table: one.table.name,
      columns: one.columns,
      rows: await fillFromRaw(session, wanted.schema, one, wanted.declared),
    });
  return filled;
}
