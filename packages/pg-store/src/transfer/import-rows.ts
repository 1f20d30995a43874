import { ConfigError, StoreError } from "@42sync/core";
import type { Database, Session } from "../database/database.js";
import { forgetAgain } from "../forget/forget.js";
import type { ForgetPlace } from "../forget/forget-report.js";
import { tablesThere } from "../shape/tables-there.js";
import { quoteName } from "../sql/identifiers.js";
import { inBatches } from "../adapter/batches.js";
import { portableTables, type PortableTable } from "./portable-tables.js";

/** A table that may be imported. */
export interface ImportTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** How many rows it must have. */
  readonly rows: number;
}

/** What is imported, and where from. */
export interface ImportInput {
  readonly tables: readonly ImportTable[];
  /** The lines of a table, one JSON object a row; asked for again when the transaction is tried again. */
  readonly lines: (table: string) => AsyncIterable<string>;
}

/** What came in. */
export interface ImportReport {
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
  /**
   * People who are forgotten here and were among the rows; they were skipped, with everything that is theirs.
   */
  readonly forgotten: number;
}

const bounds = { size: 500, bytes: 8_000_000 };

/**
 * Fills empty tables with rows that `exportRows` wrote, all of them or none, in one transaction.
 *
 * @throws ConfigError when a table or column is not known here, or a table has rows already; StoreError when
 * rows do not fit, are fewer or more than they must be, or point at rows that are not among them.
 */
export async function importRows(
  database: Database,
  place: ForgetPlace,
  input: ImportInput,
): Promise<ImportReport> {
  return database.transaction(async (session) => {
    const there = await tablesThere(session, place);
    const chosen = matchTables(portableTables(place.schema, there), input.tables);
    const rows: Record<string, number> = {};
    for (const { table, given } of chosen)
      rows[given.name] = await importTable(
        session,
        { table, given, schema: place.schema },
        input.lines(given.name),
      );
    return { rows, forgotten: await forgetAgain(session, { ...place, tables: there }) };
  });
}

interface Importing {
  readonly table: PortableTable;
  readonly given: ImportTable;
}

/** In the order in which they can be filled. */
function matchTables(known: readonly PortableTable[], given: readonly ImportTable[]): readonly Importing[] {
  for (const { name, columns } of given) {
    const table = known.find((one) => one.name === name);
    if (table === undefined)
      throw new ConfigError(`there is no table ${name} here`, {
        context: { table: name },
        hint: "it was exported by another release, or has a declaration of your own: import it with the same one",
      });
    const unknown = columns.find((column) => !table.columns.some((one) => one.name === column));
    if (unknown !== undefined)
      throw new ConfigError(`${name} has no column ${unknown} here`, {
        context: { table: name, column: unknown },
        hint: "import it with the release that exported it, or a newer one",
      });
  }
  return known.flatMap((table) =>
    given.filter(({ name }) => name === table.name).map((one) => ({ table, given: one })),
  );
}

async function importTable(
  session: Session,
  { table, given, schema }: Importing & { readonly schema: string },
  lines: AsyncIterable<string>,
): Promise<number> {
  // Who was forgotten here stays forgotten, whoever else is in the export.
  const joins = given.name === "sync42.tombstones";
  if (!joins) await requireEmpty(session, table, schema);
  const names = given.columns.map(quoteName).join(", ");
  const text = table.isShared
    ? `insert into ${table.at} ("data_schema", ${names}) select $2, ${names} from ` +
      `json_populate_recordset(null::${table.at}, ` +
      `$1::json)${joins ? " on conflict do nothing" : ""}`
    : `insert into ${table.at} (${names}) select ${names} from json_populate_recordset(null::${table.at}, $1::json)`;
  let rows = 0;
  for await (const batch of inBatches(lines, {
    ...bounds,
    map: (line: string) => line,
    weigh: (line) => line.length,
  })) {
    batch.forEach((line, index) => {
      requireRow(line, { table: given.name, line: rows + index + 1, columns: given.columns });
    });
    await session
      .run({ text, values: [`[${batch.join(",")}]`, ...(table.isShared ? [schema] : [])] })
      .catch((cause: unknown) => {
        throw new StoreError(
          `${given.name}, lines ${String(rows + 1)} to ${String(rows + batch.length)}: ` +
            `${cause instanceof Error ? cause.message : String(cause)}`,
          {
            cause,
            context: { table: given.name },
            hint: "nothing was imported; rows that point at others need their tables too",
          },
        );
      });
    rows += batch.length;
  }
  if (rows === given.rows) return rows;
  throw new StoreError(`${given.name} has ${String(rows)} rows instead of ${String(given.rows)}`, {
    context: { table: given.name },
    hint: "nothing was imported; the file is cut off, or was changed",
  });
}

async function requireEmpty(
  session: Session,
  { name, at, isShared }: PortableTable,
  schema: string,
): Promise<void> {
  const { rows } = await session.run({
    text: `select 1 as one from ${at}${isShared ? ' where "data_schema" = $1' : ""} limit 1`,
    values: isShared ? [schema] : [],
  });
  if (rows.length > 0)
    throw new ConfigError(`${name} has rows already`, {
      context: { table: name },
      hint: "import goes into a schema without rows: --schema <new name>",
    });
}

function requireRow(
  line: string,
  at: { readonly table: string; readonly line: number; readonly columns: readonly string[] },
): void {
  const where = `${at.table}, line ${String(at.line)}`;
  const fail = (why: string): never => {
    throw new StoreError(`${where}: ${why}`, {
      context: { table: at.table, line: at.line },
      hint: "nothing was imported; the file is cut off, or was changed",
    });
  };
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return fail("no JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return fail("no row");
  const unknown = Object.keys(value).find((name) => !at.columns.includes(name));
  if (unknown !== undefined) fail(`${unknown} is no column of the export`);
}
