import type { Row } from "@42sync/core/tables";
import { addCounts } from "@42sync/core/internal";
import { noRows, type RowCounts } from "@42sync/core/sync";
import type { Session } from "../database/database.js";
import { noteParentsNotFound } from "./missing-parents.js";
import { saveOutOfScope } from "../state/known-not-stored.js";
import { saveCoverage } from "../state/coverage.js";
import { clearOwnersToReread } from "./owners-to-reread.js";
import { countPage, savePlace } from "./save-page-state.js";
import { toArrayLiteral } from "../sql/array-literal.js";
import { releaseWaiting, waitingPage } from "./store-waiting-rows.js";
import { skipForgotten } from "./skip-forgotten.js";
import { markGone } from "./mark-gone.js";
import { preparePage, toArrays, type Candidate, type PreparedPage } from "./prepare-page.js";
import { sortEntries, type Sorted } from "./sort-entries.js";
import type { TableWriter, TableWriters } from "./table-writer.js";
import { writeLinks } from "./write-links.js";
import {
  forgetQuarantined,
  invalidItemToQuarantined,
  writeQuarantine,
  type QuarantinePlace,
} from "./write-quarantine.js";

/** Where a page goes, and who wants to know. */
export interface PagePlace extends QuarantinePlace {
  /**
   * Called when the rows are on their way to the database, which is when this process has nothing to do for a
   * while.
   */
  readonly onSent?: (() => void) | undefined;
}

/**
 * Writes a page within a transaction: rows, those that waited for them, links, quarantine, what is gone,
 * counts, resume point, watermark.
 */
export async function writePage(
  session: Session,
  writers: TableWriters,
  at: PagePlace,
  given: PreparedPage,
): Promise<RowCounts> {
  const { writer } = given;
  await forgetQuarantined(session, at, given.page.revalidated ?? []);
  const page = await skipForgotten(session, writer.people, at.schema, given.page);
  const prepared = page === given.page ? given : preparePage(writer, page);
  const sorted = await sortEntries(session, prepared);
  await noteEntrants(session, writer, at.schema, sorted.write);
  const sent = writeRows(session, prepared, sorted);
  at.onSent?.();
  const written = await sent;
  const current =
    written.stale.size === 0 ? sorted.write : sorted.write.filter(({ key }) => !written.stale.has(key));
  if (written.counts.updated > 0)
    for (const text of writer.takeOver)
      await session.run({
        text,
        values: [toArrayLiteral(sorted.write.map(({ fitted }) => fitted.key[0] ?? null))],
      });
  const linksSkipped = await writeLinks(session, writer, current);
  if (sorted.quarantined)
    await forgetQuarantined(
      session,
      at,
      sorted.write.map(({ key }) => key),
    );
  await writeQuarantine(session, at, [
    ...sorted.quarantine,
    ...page.invalidItems.map(invalidItemToQuarantined),
  ]);
  const counts = addCounts(written.counts, {
    ...noRows,
    // A repeated key within a page has been written once; the earlier ones count as unchanged.
    unchanged: sorted.repeated,
    quarantined: sorted.quarantine.length + page.invalidItems.length,
    skipped: page.skipped + sorted.skipped,
    linksSkipped,
    released: await releaseWaiting(session, writer, at.schema, {
      written: sorted.write,
      write: (table, rows) => writeWaiting(session, writers, { schema: at.schema, now: at.now, table }, rows),
    }),
    deleted: await markGone(session, writer, at, page),
  });
  await noteParentsNotFound(session, at, page);
  await saveOutOfScope(session, at, page);
  await saveCoverage(session, at, page);
  await clearOwnersToReread(session, at.schema, page);
  await countPage(session, page, counts);
  await savePlace(session, at, page);
  return counts;
}

/**
 * Rows of another table that waited for a row of this page; a table that this store no longer has waits on.
 */
async function writeWaiting(
  session: Session,
  writers: TableWriters,
  at: QuarantinePlace,
  rows: readonly Row[],
): Promise<number> {
  const table = writers.named(at.table);
  if (table === undefined) return 0;
  const writer = writers.of(table);
  const { inserted, updated, unchanged } = await writePage(
    session,
    writers,
    at,
    preparePage(writer, waitingPage(writer, rows)),
  );
  return inserted + updated + unchanged;
}

async function noteEntrants(
  session: Session,
  writer: TableWriter,
  schema: string,
  rows: readonly Candidate[],
): Promise<void> {
  if (writer.owned.length === 0 || rows.length === 0) return;
  const ids = rows.map(({ fitted }) => fitted.key[0] ?? null);
  await session.run({
    text: writer.noteEntrants,
    values: [schema, toArrayLiteral(writer.owned), toArrayLiteral(ids)],
    kept: true,
  });
}

interface Written {
  readonly counts: RowCounts;
  /** Keys of rows that came older than what is stored; their links are old too. */
  readonly stale: ReadonlySet<string>;
}

async function writeRows(
  session: Session,
  { writer, candidates, arrays }: PreparedPage,
  { write: rows, followed }: Sorted,
): Promise<Written> {
  if (rows.length === 0) return { counts: noRows, stale: new Set() };
  const values = rows.length === candidates.length ? arrays : toArrays(writer, rows);
  const answer = await session.run({
    text: followed ? writer.upsertNoting : writer.upsert,
    values,
    kept: true,
  });
  const counted = answer.rows[0] ?? {};
  const [inserted, updated, stale] = [
    Number(counted["inserted"]),
    Number(counted["updated"]),
    Number(counted["stale"]),
  ];
  return {
    counts: { ...noRows, inserted, updated, stale, unchanged: rows.length - inserted - updated - stale },
    // a JSON array of texts, by the statement
    stale: new Set(stale === 0 ? [] : (JSON.parse(String(counted["stale_keys"])) as readonly string[])),
  };
}
