import type { LinkValues, Row } from "../../resource/index.js";

/** One row on its way into a table. */
export interface Entry {
  readonly row: Row;
  /** Links that the item carries, by link table; they replace the stored ones of this row. */
  readonly links: LinkValues;
  /** False: the row is written only when its key is already in the table, otherwise it counts as skipped. */
  readonly mayEnter: boolean;
}

/** What a page, or a pass, did to a table, in rows. */
export interface RowCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Older than what is stored; not written. */
  readonly stale: number;
  /** Marked as gone: 42 was asked for them by id and does not have them. */
  readonly deleted: number;
  /** Rows of other tables that waited in the quarantine for a row of this page, and are stored with it. */
  readonly released: number;
  /** Put in quarantine, see `QuarantineReason`. */
  readonly quarantined: number;
  /** Not of the scope. */
  readonly skipped: number;
  /** Links to something that 42 does not list. */
  readonly linksSkipped: number;
}

/** No rows at all. */
export const noRows: RowCounts = {
  inserted: 0,
  updated: 0,
  unchanged: 0,
  stale: 0,
  deleted: 0,
  released: 0,
  quarantined: 0,
  skipped: 0,
  linksSkipped: 0,
};

/** The sum of two counts. */
export function addCounts(a: RowCounts, b: RowCounts): RowCounts {
  return {
    inserted: a.inserted + b.inserted,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    stale: a.stale + b.stale,
    deleted: a.deleted + b.deleted,
    released: a.released + b.released,
    quarantined: a.quarantined + b.quarantined,
    skipped: a.skipped + b.skipped,
    linksSkipped: a.linksSkipped + b.linksSkipped,
  };
}
