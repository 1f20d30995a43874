import type { TablesPlace } from "../shape/tables-there.js";

/** What forgetting somebody did, in rows. */
export interface ForgetReport {
  readonly table: string;
  readonly id: number;
  /** Rows that were removed, by table or link table; tables without any are not in it. */
  readonly removed: Readonly<Record<string, number>>;
  /** Rows of others that no longer name them, or whose raw item no longer has a copy of them, by table. */
  readonly unnamed: Readonly<Record<string, number>>;
  /** Rows that were removed from the quarantine. */
  readonly quarantined: number;
  /** Whether they had been forgotten before; then what had come since, if anything, was removed. */
  readonly again: boolean;
}

/** Where people are forgotten. */
export interface ForgetPlace extends TablesPlace {
  /** The store's time; null means the database's. */
  readonly now: () => string | null;
}

/** Rows that go, by table. */
export type Doomed = Map<string, DoomedRows>;

interface DoomedRows {
  readonly ids: readonly string[];
  /** PostgreSQL's type of the ids. */
  readonly type: string;
}
