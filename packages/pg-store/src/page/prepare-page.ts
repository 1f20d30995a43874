import type { Entry, PageCommit } from "@42sync/core/sync";
import { toColumnLiteral } from "../sql/array-literal.js";
import { keyText, type FittedRow } from "./values/fit-row.js";
import type { TableWriter } from "./table-writer.js";

/** An entry whose row may be written. */
export interface Candidate {
  readonly entry: Entry;
  readonly fitted: FittedRow;
  /** Its key as one text. */
  readonly key: string;
}

/**
 * A page with everything done that needs no database, so that it can be done while the database works on the
 * page before.
 */
export interface PreparedPage {
  readonly page: PageCommit;
  readonly writer: TableWriter;
  /** The entries; of several with one key the last. */
  readonly candidates: readonly Candidate[];
  readonly keyless: readonly Candidate[];
  /** The arrays of the UPSERT when all candidates are written, as nearly always. */
  readonly arrays: readonly string[];
}

/** Fits the rows of a page to their columns. */
export function preparePage(writer: TableWriter, page: PageCommit): PreparedPage {
  const byKey = new Map<string, Candidate>();
  const keyless: Candidate[] = [];
  for (const entry of page.entries) {
    const fitted = writer.fit(entry.row);
    const key = keyText(fitted.key);
    if (fitted.key.includes(null)) keyless.push({ entry, fitted, key });
    else byKey.set(key, { entry, fitted, key });
  }
  const candidates = [...byKey.values()];
  return { page, writer, candidates, keyless, arrays: toArrays(writer, candidates) };
}

/** An array a column, as the UPSERT takes them. */
export function toArrays(writer: TableWriter, candidates: readonly Candidate[]): readonly string[] {
  const rows = candidates.map(({ fitted }) => fitted.values);
  return writer.plain.map((plain, at) => toColumnLiteral(rows, at, plain));
}
