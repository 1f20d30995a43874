import type { Row } from "@42sync/core/tables";
import type { PageCommit } from "@42sync/core/sync";
import type { Session } from "../database/database.js";
import { toArrayLiteral } from "../sql/array-literal.js";
import type { Candidate } from "./prepare-page.js";
import type { TableWriter } from "./table-writer.js";
import { fromWaiting } from "./waiting-row.js";

/**
 * Rows that wait in the quarantine for one of these: `$1` the data schema, `$2` the table of the parents,
 * `$3` their ids.
 */
const waitingSql = `select q.table_name, json_agg(q.payload order by q.row_key)::text as payloads
  from sync42.quarantine q
where q.data_schema = $1 and q.missing_table = $2 and q.missing_id = any($3::bigint[]) group by q.table_name
  order by q.table_name`;

/** Stores rows of another table in the same transaction. @returns how many of them are stored now */
export type WriteWaiting = (table: string, rows: readonly Row[]) => Promise<number>;

/**
 * Stores the rows that waited for a row of this page. Those that still lack another parent wait for that one.
 *
 * @returns how many were released
 */
export async function releaseWaiting(
  session: Session,
  writer: TableWriter,
  schema: string,
  { written, write }: { readonly written: readonly Candidate[]; readonly write: WriteWaiting },
): Promise<number> {
  if (!writer.isAwaited || written.length === 0) return 0;
  const { rows } = await session.run({
    text: waitingSql,
    values: [schema, writer.table.name, toArrayLiteral(written.map(({ key }) => key))],
    kept: true,
  });
  let released = 0;
  // As it was quarantined: a row with its links, never an item, because only rows have parents.
  for (const row of rows)
    released += await write(String(row["table_name"]), JSON.parse(String(row["payloads"])) as readonly Row[]);
  return released;
}

/** A page of rows that waited; it belongs to no pass. */
export function waitingPage({ table, waitingLinks }: TableWriter, rows: readonly Row[]): PageCommit {
  return {
    table,
    scope: "",
    passId: null,
    entries: rows.map((row) => fromWaiting(row, waitingLinks)),
    invalidItems: [],
    skipped: 0,
  };
}
