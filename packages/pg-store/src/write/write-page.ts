import { addCounts, noRows, type PageCommit, type RowCounts } from "@42sync/core/sync";
import type { Session } from "../database/database.js";
import { settleOwners } from "../state/due-owners.js";
import { countPage, savePlace } from "../state/save-page-state.js";
import { toArrayLiteral } from "./array-literal.js";
import { sortEntries, type Candidate } from "./sort-entries.js";
import type { TableWriter } from "./table-writer.js";
import { writeLinks } from "./write-links.js";
import { forgetQuarantined, misfitToQuarantined, writeQuarantine, type QuarantinePlace } from "./write-quarantine.js";

/** Writes a page within a transaction: rows, links, quarantine, counts, resume point, watermark. */
export async function writePage(session: Session, writer: TableWriter, at: QuarantinePlace, page: PageCommit): Promise<RowCounts> {
  const sorted = await sortEntries(session, writer, page.entries);
  await noteEntrants(session, writer, at.schema, sorted.write);
  const written = await writeRows(session, writer, sorted.write);
  const current = written.stale.size === 0 ? sorted.write : sorted.write.filter(({ key }) => !written.stale.has(key));
  const linksLeftOut = await writeLinks(session, writer, current);
  await forgetQuarantined(session, at, sorted.write.map(({ key }) => key));
  await writeQuarantine(session, at, [...sorted.quarantine, ...page.misfits.map(misfitToQuarantined)]);
  const counts = addCounts(written.counts, {
    ...noRows,
    // A repeated key within a page has been written once; the earlier ones count as unchanged.
    unchanged: sorted.repeated,
    quarantined: sorted.quarantine.length + page.misfits.length,
    leftOut: page.leftOut + sorted.leftOut,
    linksLeftOut,
  });
  await settleOwners(session, at.schema, page);
  await countPage(session, page, counts);
  await savePlace(session, at, page);
  return counts;
}

async function noteEntrants(session: Session, writer: TableWriter, schema: string, rows: readonly Candidate[]): Promise<void> {
  if (writer.owned.length === 0 || rows.length === 0) return;
  const ids = rows.map(({ fitted }) => fitted.key[0] ?? null);
  await session.run({ text: writer.noteEntrants, values: [schema, toArrayLiteral(writer.owned), toArrayLiteral(ids)] });
}

interface Written {
  readonly counts: RowCounts;
  /** Keys of rows that came older than what is stored; their links are old too. */
  readonly stale: ReadonlySet<string>;
}

async function writeRows(session: Session, writer: TableWriter, rows: readonly Candidate[]): Promise<Written> {
  if (rows.length === 0) return { counts: noRows, stale: new Set() };
  const columns = Object.keys(writer.table.columns);
  const values = columns.map((_, at) => toArrayLiteral(rows.map(({ fitted }) => fitted.values[at] ?? null)));
  const answer = await session.run({ text: writer.upsert, values });
  const counted = answer.rows[0] ?? {};
  const [inserted, updated, stale] = [Number(counted["inserted"]), Number(counted["updated"]), Number(counted["stale"])];
  return {
    counts: { ...noRows, inserted, updated, stale, unchanged: rows.length - inserted - updated - stale },
    stale: new Set(stale === 0 ? [] : (JSON.parse(String(counted["stale_keys"])) as readonly string[])), // a JSON array of texts, by the statement
  };
}
