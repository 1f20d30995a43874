import type { Session } from "../database/database.js";
import { toArrayLiteral } from "../sql/array-literal.js";
import { keyText } from "./values/fit-row.js";
import type { Candidate, PreparedPage } from "./prepare-page.js";
import type { ReferenceColumn } from "../sql/lookup-sql.js";
import type { TableWriter } from "./table-writer.js";
import { toWaiting } from "./waiting-row.js";
import { keyOfRow, type Quarantined } from "./write-quarantine.js";

/** What becomes of each entry of a page. */
export interface Sorted {
  readonly write: readonly Candidate[];
  readonly quarantine: readonly Quarantined[];
  readonly skipped: number;
  /** Entries that a later one of the same key replaced. */
  readonly repeated: number;
  /** Whether the quarantine held rows of the table. */
  readonly quarantined: boolean;
  /** Whether a table was begun that follows this one. */
  readonly followed: boolean;
}

/** Decides by what is stored what becomes of each entry: written, quarantined, or skipped. */
export async function sortEntries(
  session: Session,
  { page, writer, candidates, keyless }: PreparedPage,
): Promise<Sorted> {
  let write = await enteringOnly(session, writer, candidates);
  const { missing, quarantined, followed } = await lookUp(session, writer, write);
  const quarantine = keyless.map(invalidValueOf);
  let skipped = candidates.length - write.length;
  // A row that is not written is no parent of another row of the page either, so a table that points at
  // itself may take several rounds.
  for (let before = -1; before !== write.length;) {
    before = write.length;
    const written = new Set(write.map((candidate) => candidate.key));
    write = write.filter((candidate) => {
      const outcome = classify(writer, candidate, missing, written);
      if (outcome === "skip") skipped += 1;
      else if (outcome !== "write") quarantine.push(outcome);
      return outcome === "write";
    });
  }
  return {
    write,
    quarantine,
    skipped,
    quarantined,
    followed,
    repeated: page.entries.length - candidates.length - keyless.length,
  };
}

/** Without the entries that may not enter and are not stored. */
async function enteringOnly(
  session: Session,
  writer: TableWriter,
  candidates: readonly Candidate[],
): Promise<readonly Candidate[]> {
  const asked = candidates.filter(({ entry }) => !entry.mayEnter);
  if (asked.length === 0) return candidates;
  const values = writer.table.key.map((_, at) =>
    toArrayLiteral(asked.map(({ fitted }) => fitted.key[at] ?? null)),
  );
  const { rows } = await session.run({ text: writer.storedKeys, values, kept: true });
  const single = writer.table.key.length === 1;
  // The statement answers a key of several columns as a JSON array of texts.
  const stored = new Set(
    rows.map((row) =>
      single ? String(row["key"]) : keyText(JSON.parse(String(row["key"])) as (string | null)[]),
    ),
  );
  return candidates.filter(({ entry, key }) => entry.mayEnter || stored.has(key));
}

/** Ids without a parent, by reference. */
type Missing = readonly ReadonlySet<string>[];

interface LookedUp {
  readonly missing: Missing;
  readonly quarantined: boolean;
  readonly followed: boolean;
}

async function lookUp(
  session: Session,
  writer: TableWriter,
  candidates: readonly Candidate[],
): Promise<LookedUp> {
  if (candidates.length === 0) return { missing: [], quarantined: false, followed: false };
  const values = writer.references.map(({ at }) =>
    toArrayLiteral(
      [...new Set(candidates.map(({ fitted }) => fitted.values[at] ?? null))].filter(
        (value) => value !== null,
      ),
    ),
  );
  const { rows } = await session.run({ text: writer.lookUp, values, kept: true });
  const found = rows[0] ?? {};
  // built by the statement
  const missing = JSON.parse(String(found["missing"])) as readonly (readonly string[] | null)[];
  return {
    missing: missing.map((ids) => new Set(ids)),
    quarantined: found["quarantined"] === "true",
    followed: found["followed"] === "true",
  };
}

/** A reference of a row that leads nowhere; the id is null where the row names none although it must. */
interface Lacking {
  readonly reference: ReferenceColumn;
  readonly id: string | null;
}

function classify(
  writer: TableWriter,
  candidate: Candidate,
  missing: Missing,
  written: ReadonlySet<string>,
): "write" | "skip" | Quarantined {
  const lacking = lackingParents(writer, candidate, missing, written);
  if (lacking.some(({ reference }) => reference.skip)) return "skip";
  if (candidate.fitted.invalid !== undefined) return invalidValueOf(candidate);
  const first = lacking[0];
  return first === undefined ? "write" : orphanOf(writer, candidate, first);
}

function lackingParents(
  writer: TableWriter,
  { fitted }: Candidate,
  missing: Missing,
  written: ReadonlySet<string>,
): readonly Lacking[] {
  const lacking: Lacking[] = [];
  writer.references.forEach((reference, index) => {
    const id = fitted.values[reference.at] ?? null;
    const withinPage = id !== null && reference.table === writer.table.name && written.has(id);
    const isEmpty = id === null && !reference.nullable && fitted.invalid?.path !== reference.column;
    const isOrphan = id !== null && missing[index]?.has(id) === true && !withinPage;
    if (isEmpty || isOrphan) lacking.push({ reference, id });
  });
  return lacking;
}

function orphanOf(
  { waitingLinks }: TableWriter,
  { key, entry }: Candidate,
  { reference, id }: Lacking,
): Quarantined {
  const { column, table } = reference;
  return {
    key,
    reason: "missing_parent",
    detail: id === null ? `${column} is empty` : `${column} ${id} is not among ${table}`,
    missingTable: table,
    missingId: id,
    payload: toWaiting(entry, waitingLinks),
  };
}

function invalidValueOf({ fitted, entry, key }: Candidate): Quarantined {
  return {
    key: fitted.key.includes(null) ? keyOfRow(null, entry.row) : key,
    reason: "invalid_value",
    detail: `${fitted.invalid?.path ?? "the key"}: ${fitted.invalid?.reason ?? "missing"}`,
    missingTable: null,
    missingId: null,
    payload: entry.row,
  };
}
