import { AbortedError, ConfigError } from "@42sync/core";
import { toLinks, toRow } from "@42sync/core/internal";
import { type AnyTable, type Row } from "@42sync/core/tables";
import type { Entry, PageCommit, RowCounts } from "@42sync/core/sync";
import { inBatches, weighRow } from "./batches.js";
import { createWrites, type ReadyPage } from "./one-ahead.js";

/** How rows are stored. */
export interface UpsertOptions {
  /** Rows a transaction; a batch also ends at about 8 MB. @default 2500 */
  readonly batchSize?: number;
  /** Stops between two batches. */
  readonly signal?: AbortSignal;
}

/** Writes one table. */
export interface TableAdapter<Item, Columns> {
  /**
   * Stores items as the client yields them, with their links, a transaction a batch. What is there already
   * and equal is not written; what is older never overwrites; a row without its parent goes to
   * `sync42.quarantine`.
   *
   * @throws StoreError; AbortedError when the signal fires: batches that were stored stay.
   */
  upsertAll(items: AsyncIterable<Item> | Iterable<Item>, options?: UpsertOptions): Promise<RowCounts>;
  /**
   * The same for rows that are flat already, in the table's columns; a column that is not given becomes null.
   */
  upsertRows(rows: AsyncIterable<Columns> | Iterable<Columns>, options?: UpsertOptions): Promise<RowCounts>;
}

/** Bytes at which a batch ends, whatever its rows. */
const batchBytes = 8_000_000;

/** How an adapter writes. */
export interface AdapterPages {
  prepare(page: PageCommit): ReadyPage;
  /** Whether the next batch may be read and made ready while the server works on one. */
  readonly ahead: boolean;
}

/** The adapter of one table, over the same write path as a page of a run. */
export function createTableAdapter(table: AnyTable, pages: AdapterPages): TableAdapter<unknown, Row> {
  const upsert = async <T>(
    source: AsyncIterable<T> | Iterable<T>,
    toEntry: (one: T) => Entry,
    options: UpsertOptions = {},
  ): Promise<RowCounts> => {
    const size = options.batchSize ?? 2_500;
    if (!Number.isInteger(size) || size < 1)
      throw new ConfigError(`batchSize is ${String(size)}`, {
        hint: "give a whole number of rows, 1 or more",
      });
    const writes = createWrites(pages.ahead);
    throwIfAborted(options.signal, table);
    try {
      for await (const entries of inBatches(source, {
        size,
        bytes: batchBytes,
        map: toEntry,
        weigh: (entry) => weighRow(entry.row),
      })) {
        throwIfAborted(options.signal, table);
        await writes.add(
          pages.prepare({ table, scope: "", passId: null, entries, invalidItems: [], skipped: 0 }),
        );
      }
    } finally {
      await writes.idle();
    }
    return await writes.counts();
  };
  return {
    upsertAll: (items, options) =>
      upsert(
        items,
        (item) => ({ row: toRow(table, item), links: toLinks(table, item), mayEnter: true }),
        options,
      ),
    upsertRows: (rows, options) => upsert(rows, (row) => ({ row, links: {}, mayEnter: true }), options),
  };
}

function throwIfAborted(signal: AbortSignal | undefined, table: AnyTable): void {
  if (signal?.aborted === true)
    throw new AbortedError(`storing ${table.name} was aborted`, {
      cause: signal.reason,
      context: { table: table.name },
    });
}
