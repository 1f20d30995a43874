import type { AnyTable, Condition, LinkValues, Row } from "../resource/index.js";

export type { Condition };

/** One row on its way into a table. */
export interface Entry {
  readonly row: Row;
  /** Links that the item carries, by link table; they replace the stored ones of this row. */
  readonly links: LinkValues;
  /** False: the row is written only when its key is already in the table, otherwise it counts as left out. */
  readonly mayEnter: boolean;
}

/** An item that did not fit its declaration. */
export interface Misfit {
  /** The item's id, when it has one. */
  readonly id: number | string | null;
  /** Where it does not fit: `user.id`. */
  readonly path: string;
  readonly reason: string;
  readonly item: unknown;
}

/** An item in quarantine that did not fit its declaration. */
export interface KeptMisfit {
  /** What it is kept under; only the store reads it. */
  readonly key: string;
  /** Where it did not fit and why: `user.id: expected number`. */
  readonly detail: string;
  readonly item: unknown;
}

/** Where inside an unfinished pass we are. Plain JSON; only the engine reads `state`. */
export interface ResumePoint {
  /** What kind of pass it belongs to; the next run goes on with a pass of this kind. */
  readonly kind: PassKind;
  /** The window of the unfinished pass, ISO; null where it has none. */
  readonly since: string | null;
  readonly until: string | null;
  /** The server's clock at the first response of the pass, ISO: the watermark to be when it completes. */
  readonly startedAt: string;
  readonly state: unknown;
}

/**
 * One traversal. `full` reads a list, `window` what `updated_at` says has changed, both over lists or by the ids of owners, whichever is
 * fewer hits. `refresh` reads the rows of some owners again, because they change in silence; `heal` asks for parents that rows in
 * quarantine wait for, or stores kept items that did not fit an earlier release and fit now.
 */
export type PassKind = "full" | "window" | "refresh" | "heal";

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
  readonly healed: number;
  /** Put aside in the quarantine: a missing parent, or an item that does not fit its declaration. */
  readonly quarantined: number;
  /** Not of the scope. */
  readonly leftOut: number;
  /** Links to something that 42 does not list. */
  readonly linksLeftOut: number;
}

/** One page's worth, to be stored in one transaction. */
export interface PageCommit {
  readonly table: AnyTable;
  /** The scope's key, see `scopeKey`. */
  readonly scope: string;
  /** The pass that it belongs to, whose counts grow in the same transaction; null outside of a run. */
  readonly passId: number | null;
  readonly entries: readonly Entry[];
  readonly misfits: readonly Misfit[];
  /** Keys of kept items that fit now, see `Counts.misfits`: they leave the quarantine, whatever becomes of their entries. */
  readonly fitting?: readonly string[];
  /** Rows that the engine has left out already, to be counted with the rest. */
  readonly leftOut: number;
  /** Saved with the rows; null deletes it, undefined leaves it as it is. */
  readonly resume?: ResumePoint | null;
  /** Owners whose rows of this table are now read whole: they are due no more in this scope, see `Counts.due`. */
  readonly settled?: readonly number[];
  /** Rows that 42 has for owners who are here, and that are not of the scope: remembered, so that they are no difference when rows are counted. */
  readonly outside?: readonly OwnedId[];
  /** Ids of this table that 42 was asked for and does not have: they get `deleted_at`, who owned rows by them is due, and what is kept aside under them goes. */
  readonly gone?: readonly number[];
  /** Ids of this table that rows in quarantine wait for, and that 42 was asked for and does not have: they are asked for again rarely. */
  readonly absent?: readonly number[];
  /** Owners whose rows of this table were read whole, as ranges of their ids: by a slice that was judged, or by a full pass in however many runs. And since when, ISO, by the server's clock. */
  readonly covered?: { readonly ranges: readonly IdRange[]; readonly readAt: string };
  /** Owners whose rows of this table were compared with 42, as ranges of their ids (all ids where the table is one list), and when, ISO, by the server's clock. */
  readonly verified?: { readonly ranges: readonly IdRange[]; readonly readAt: string };
  /** Set on the last page of a complete pass: the watermark moves and the resume point goes, in this transaction. */
  readonly completes?: Completion;
}

/** Ids from one to another, both included. */
export interface IdRange {
  readonly from: number;
  readonly to: number;
}

/** A range of owners' ids whose rows were read whole, and when, ISO, by the server's clock. */
export interface Coverage extends IdRange {
  readonly readAt: string;
}

/** The id of a row, and its owner's where it is known. */
export interface OwnedId {
  readonly id: number;
  readonly owner: number | null;
}

/** A row that 42 has and that is not among the rows of its table, for a reason. */
export interface Aside extends OwnedId {
  readonly because: "quarantine" | "left out" | "forgotten";
}

/** A stored row that is not as it was given, and in which columns. */
export interface Differing {
  readonly id: number;
  readonly columns: readonly string[];
}

/** What becomes true when a pass is complete. */
export interface Completion {
  /**
   * Up to where the (table, scope) is now known complete, ISO, by the server's clock. A window never moves it backwards; a full
   * pass sets it, because what is complete from nothing needs no earlier word (one from a clock that was ahead would hide changes).
   */
  readonly watermark: string;
  readonly kind: PassKind;
}

/** Stores pages: rows, quarantine, resume point, counts and, at the end of a pass, the watermark, all or nothing. */
export interface PageWriter {
  commit(page: PageCommit): Promise<RowCounts>;
}

/** Questions about what is stored. Rows marked `deleted_at` do not count. */
export interface Counts {
  /** How many rows a table has, or how many of them meet all conditions. */
  count(table: AnyTable, where?: readonly Condition[]): Promise<number>;
  /** The ids of a table, ascending, or of the rows that meet all conditions. */
  ids(table: AnyTable, where?: readonly Condition[]): Promise<readonly number[]>;
  /** Ids of this table that rows in quarantine wait for and that are worth asking for, ascending: never asked for, or long ago. */
  missing(table: AnyTable): Promise<readonly number[]>;
  /**
   * Kept items of this table that did not fit their declaration. Without `detail` one of each detail; with it those that have it, 200 at most.
   * Rows that fit their declaration but not their column are none.
   */
  misfits(table: AnyTable, detail?: string): Promise<readonly KeptMisfit[]>;
  /** What 42 has and the table has not, for a reason: of all owners, or of these and of those that name none. In any order. */
  aside(table: AnyTable, owners?: readonly number[]): Promise<readonly Aside[]>;
  /** Which of these rows are stored otherwise, and in which columns, by the comparison of an UPSERT; those that are not stored are not named. */
  differing(table: AnyTable, rows: readonly Row[]): Promise<readonly Differing[]>;
  /**
   * Owners whose rows of this table are due to be read whole in a scope, noted in the transaction of the row that makes them so, for every
   * scope in which the table was begun (there is a watermark or a resume point), until `PageCommit.settled` of that scope names them.
   */
  due(table: AnyTable, scope: string): Promise<DueOwners>;
}

/** Owners whose rows are due to be read whole, each once, ascending. */
export interface DueOwners {
  /** Stored after the table had been begun. */
  readonly entered: readonly number[];
  /** Known before, and a row of theirs was inserted or really changed in the table that this one follows. */
  readonly followed: readonly number[];
  /** Marked as gone; their rows are probably gone as well. */
  readonly gone: readonly number[];
}

/** Up to where a table is known complete, and since when. */
export interface Watermark {
  /** Up to where the table is complete, ISO, by the server's clock. */
  readonly watermark: string;
  /** When the last complete pass was stored, ISO, by the store's clock. */
  readonly completedAt: string;
}

/** Up to where each (table, scope) is complete, where unfinished passes stand, and when silent rows were last read. Written by `PageWriter.commit`. */
export interface Watermarks {
  watermark(table: AnyTable, scope: string): Promise<Watermark | undefined>;
  resumePoint(table: AnyTable, scope: string): Promise<ResumePoint | undefined>;
  /** Which owners' rows were read whole, and when; ascending, without overlap. Owners outside of the ranges never were. */
  coverage(table: AnyTable, scope: string): Promise<readonly Coverage[]>;
  /** Which owners' rows were compared with 42, and when; ascending, without overlap. Of a table that is one list, all ids. */
  verified(table: AnyTable, scope: string): Promise<readonly Coverage[]>;
}

/** How a pass ended: `partial` goes on in the next run, `skipped` was not tried because a table that it needs did not complete. */
export type PassOutcome = "complete" | "partial" | "failed" | "skipped";
/** How a run ended: `partial` goes on in the next one. */
export type RunOutcome = "complete" | "partial" | "failed";

/** How a pass ended, for the ledger. */
export interface PassEnd {
  readonly outcome: PassOutcome;
  readonly hits: number;
  /** Bytes of response bodies. */
  readonly bytes: number;
  readonly seconds: number;
  /** Why it is not complete; an error's message, no secret. */
  readonly reason: string | null;
}

/** The record of runs and their passes. */
export interface RunLedger {
  /** Opens a run over these tables; runs that were left open by a process that died are closed as failed. */
  beginRun(run: { readonly name: string; readonly scope: string; readonly tables?: readonly string[] }): Promise<number>;
  beginPass(pass: {
    readonly runId: number;
    readonly table: string;
    readonly kind: PassKind;
    readonly reason: string;
    readonly since: string | null;
    readonly until: string | null;
    readonly resumed: boolean;
    readonly watermarkBefore: string | null;
  }): Promise<number>;
  endPass(passId: number, end: PassEnd): Promise<void>;
  endRun(runId: number, end: { readonly outcome: RunOutcome; readonly hits: number; readonly reason: string | null }): Promise<void>;
}

/** A lock that is held. */
export interface LockHeld {
  release(): Promise<void>;
}

/** Who holds a lock. */
export interface LockedBy {
  /** The run's name. */
  readonly run: string;
  /** ISO, by the store's clock; null where it is not told. */
  readonly since: string | null;
}

/** One writing run at a time. */
export interface Lock {
  /** Who holds it; undefined when nobody does. */
  holder(): Promise<LockedBy | undefined>;
  /** Takes the lock or throws StoreError E_LOCKED that says who holds it since when. */
  acquire(holder: { readonly run: string }): Promise<LockHeld>;
}

/** Where rows go, as the engine sees it. `@42sync/pg-store` is one; `createMemoryStore` another. */
export interface Store {
  readonly pages: PageWriter;
  readonly counts: Counts;
  readonly watermarks: Watermarks;
  readonly ledger: RunLedger;
  readonly lock: Lock;
}

/**
 * How long an id that 42 does not have is left alone after so many tries, in milliseconds: 7 days, then twice as long each time, at most
 * 56. A parent that was missing yesterday is seldom there today, and asking for thousands of them costs a hit per 100.
 */
export function askAgainMs(tries: number): number {
  return 7 * 86_400_000 * Math.min(8, 2 ** (tries - 1));
}

/** No rows at all. */
export const noRows: RowCounts = { inserted: 0, updated: 0, unchanged: 0, stale: 0, deleted: 0, healed: 0, quarantined: 0, leftOut: 0, linksLeftOut: 0 };

/** The sum of two counts. */
export function addCounts(a: RowCounts, b: RowCounts): RowCounts {
  return {
    inserted: a.inserted + b.inserted,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    stale: a.stale + b.stale,
    deleted: a.deleted + b.deleted,
    healed: a.healed + b.healed,
    quarantined: a.quarantined + b.quarantined,
    leftOut: a.leftOut + b.leftOut,
    linksLeftOut: a.linksLeftOut + b.linksLeftOut,
  };
}
