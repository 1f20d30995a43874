import { AbortedError, ConfigError, toLinks, toRow, type AnyTable, type Row } from "@42sync/core";
import { addCounts, noRows, type Entry, type PageCommit, type RowCounts } from "@42sync/core/sync";
import { inBatches, weighRow } from "./write/batches.js";

export interface UpsertOptions {
  /** Rows a transaction; a batch also ends at about 8 MB. @default 1000 */
  readonly batchSize?: number;
  /** Stops between two batches. */
  readonly signal?: AbortSignal;
}

/** Writes one table. */
export interface TableAdapter<Item, Columns> {
  /**
   * Stores items as the client yields them, with their links, a transaction a batch. What is there already and equal is
   * not written; what is older never overwrites; a row without its parent goes to `sync42.quarantine`.
   *
   * @throws StoreError; AbortedError when the signal fires: batches that were stored stay.
   */
  upsertAll(items: AsyncIterable<Item> | Iterable<Item>, options?: UpsertOptions): Promise<RowCounts>;
  /** The same for rows that are flat already, in the table's columns; a column that is not given becomes null. */
  upsertRows(rows: AsyncIterable<Columns> | Iterable<Columns>, options?: UpsertOptions): Promise<RowCounts>;
}

/** Bytes at which a batch ends, whatever its rows. */
const batchBytes = 8_000_000;

/** The adapter of one table, over the same write path as a page of a run. */
export function createTableAdapter(table: AnyTable, commit: (page: PageCommit) => Promise<RowCounts>): TableAdapter<unknown, Row> {
  const upsert = async <T>(source: AsyncIterable<T> | Iterable<T>, toEntry: (one: T) => Entry, options: UpsertOptions = {}): Promise<RowCounts> => {
    const size = options.batchSize ?? 1_000;
    if (!Number.isInteger(size) || size < 1) throw new ConfigError(`batchSize is ${String(size)}`, { hint: "give a whole number of rows, 1 or more" });
    let counts = noRows;
    const bounds = { size, bytes: batchBytes };
    throwIfAborted(options.signal, table);
    for await (const entries of inBatches(mapped(source, toEntry), bounds, (entry) => weighRow(entry.row))) {
      throwIfAborted(options.signal, table);
      counts = addCounts(counts, await commit({ table, scope: "", passId: null, entries, misfits: [], leftOut: 0 }));
    }
    return counts;
  };
  return {
    upsertAll: (items, options) => upsert(items, (item) => ({ row: toRow(table, item), links: toLinks(table, item), mayEnter: true }), options),
    upsertRows: (rows, options) => upsert(rows, (row) => ({ row, links: {}, mayEnter: true }), options),
  };
}

async function* mapped<T, R>(source: AsyncIterable<T> | Iterable<T>, map: (one: T) => R): AsyncGenerator<R, void, void> {
  for await (const one of source) yield map(one);
}

function throwIfAborted(signal: AbortSignal | undefined, table: AnyTable): void {
  if (signal?.aborted === true) throw new AbortedError(`storing ${table.name} was aborted`, { cause: signal.reason, context: { table: table.name } });
}
