import { ConfigError } from "@42sync/core";
import type { AnyTable } from "@42sync/core/tables";
import type { Database, Session } from "../database/database.js";
import { quoteName } from "../sql/identifiers.js";
import { tablesThere, type TablesPlace } from "../shape/tables-there.js";
import { portableTables, type PortableTable } from "./portable-tables.js";

/** A table that was exported. */
export interface ExportedTable {
  /** `users`, a link table, or of the bookkeeping `sync42.watermarks`. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

/** What is exported, and where the files go. */
export interface ExportInput {
  /**
   * These tables, by name, with the links between them and what the bookkeeping knows of them.
   * @default all
   */
  readonly tables?: readonly string[];
  /** Takes lines of a table, one JSON object a row; it is awaited before the next ones are read. */
  readonly write: (table: string, lines: readonly string[]) => Promise<void>;
}

/** Rows in one answer; a project is about 20 kB, so that a batch stays below some 10 MB. */
const batchRows = 500;

/**
 * Reads the tables as they are at one moment, in one read-only transaction, some hundred rows at a time.
 * Numbers of any size and microseconds are exact, because rows pass as the text that PostgreSQL writes.
 */
export async function exportRows(
  database: Database,
  place: TablesPlace,
  input: ExportInput,
): Promise<readonly ExportedTable[]> {
  return database.transaction(async (session) => {
    await session.run({ text: "set transaction isolation level repeatable read, read only" });
    // An instant is written with its offset whatever the zone is; in UTC the files are the same everywhere.
    await session.run({ text: "set local time zone 'UTC'" });
    const chosen = chooseTables(place.schema, await tablesThere(session, place), input.tables);
    const exported: ExportedTable[] = [];
    for (const table of chosen)
      exported.push({
        name: table.name,
        columns: table.columns.map(({ name }) => name),
        rows: await exportTable(session, { table, schema: place.schema, only: input.tables }, input.write),
      });
    return exported;
  });
}

function chooseTables(
  schema: string,
  tables: readonly AnyTable[],
  only: readonly string[] | undefined,
): readonly PortableTable[] {
  const all = portableTables(schema, tables);
  if (only === undefined) return all;
  const known = tables.map(({ name }) => name);
  const unknown = only.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new ConfigError(`there is no table ${unknown}`, {
      context: { table: unknown },
      hint: `the tables are ${known.join(", ")}`,
    });
  const links = tables.flatMap((table) =>
    table.links
      .filter((link) => only.includes(link.owner.table) && only.includes(link.other.table))
      .map(({ name }) => name),
  );
  return all.filter(({ name, isShared }) => isShared || only.includes(name) || links.includes(name));
}

interface Exporting {
  readonly table: PortableTable;
  readonly schema: string;
  readonly only: readonly string[] | undefined;
}

async function exportTable(session: Session, what: Exporting, write: ExportInput["write"]): Promise<number> {
  let rows = 0;
  for (let after: readonly string[] | undefined; ;) {
    const answer = await session.run(batchOf(what, after));
    if (answer.rows.length > 0)
      await write(
        what.table.name,
        answer.rows.map((row) => String(row["line"])),
      );
    rows += answer.rows.length;
    if (answer.rows.length < batchRows) return rows;
    // an array of texts, by the statement
    after = JSON.parse(String(answer.rows.at(-1)?.["key"])) as readonly string[];
  }
}

/** The rows after a key, in the order of keys. */
function batchOf(
  { table, schema, only }: Exporting,
  after: readonly string[] | undefined,
): { readonly text: string; readonly values: readonly unknown[] } {
  const key = table.key.length === 0 ? table.columns.slice(0, 1).map(({ name }) => name) : table.key;
  const columns = table.columns.map(({ name }) => `t.${quoteName(name)}`).join(", ");
  const values: unknown[] = [];
  const give = (value: unknown): string => `$${String(values.push(value))}`;
  const conditions = [
    ...(table.isShared ? [`t."data_schema" = ${give(schema)}`] : []),
    ...(table.isShared && only !== undefined && table.columns.some(({ name }) => name === "table_name")
      ? [`t."table_name" = any(${give([...only])}::text[])`]
      : []),
    ...(after === undefined
      ? []
      : [
          `(${key.map((name) => `t.${quoteName(name)}`).join(", ")}) > ` +
            `(${key.map((name, index) => `${give(after[index])}::${typeOf(table, name)}`).join(", ")})`,
        ]),
  ];
  const text = `select row_to_json(r)::text as line,
    json_build_array(${key.map((name) => `r.${quoteName(name)}::text`).join(", ")})::text as key
from (select ${columns} from ${table.at} t${conditions.length === 0 ? "" : ` where ${conditions.join(" and ")}`}
  order by ${key.map((name) => `t.${quoteName(name)}`).join(", ")} limit ${String(batchRows)}) r`;
  return { text, values };
}

function typeOf(table: PortableTable, column: string): string {
  return table.columns.find(({ name }) => name === column)?.type ?? "text";
}
