/** One statement. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
  /**
   * Whether the server may keep it, parsed and planned, for the next page; otherwise it is planned each time
   * with what it is given. Only for what finds its rows by their keys, whatever it is given. Only the pinned
   * connection keeps anything, and only when it leads to the server itself: poolers that change processes
   * between transactions cannot have it. Measured (PostgreSQL 18, pages of 100): a fifth of a page's time.
   */
  readonly kept?: boolean;
}

/**
 * What a statement answered; every value that we ask for is cast to text in SQL, so that no parser of the
 * caller's changes it.
 */
export interface Answer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** One connection inside a transaction. */
export interface Session {
  run(statement: Statement): Promise<Answer>;
}

/** A connection, or several, whichever the caller gave. */
export interface Database extends Session {
  /**
   * Whether a transaction has a connection that the caller cannot use meanwhile: then the caller's iterable
   * may be asked for more while it runs.
   */
  readonly own: boolean;
  /**
   * Runs `work` in a transaction, or in a savepoint where the caller's transaction is open; a serialization
   * failure or a deadlock is tried again when the transaction is ours.
   */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /**
   * Runs one statement of the caller's read-only and undoes whatever it set; `searchPath` is a quoted schema.
   */
  readOnly(statement: Statement, searchPath: string): Promise<RawAnswer>;
  /**
   * Keeps one connection for everything that follows, until it is given back: a lock lives and dies with its
   * connection.
   */
  pin(): Promise<Unpin>;
  /**
   * Whether a pooler gives the pinned connection's process to others between two transactions; false where
   * that cannot be seen.
   */
  sharesProcess(): Promise<boolean>;
  /** Closes what the store opened itself. */
  close(): Promise<void>;
}

/** Gives the connection back, or ends it and whatever it holds. */
export type Unpin = (how: "keep" | "end") => Promise<void>;

/** Columns in their order, and values as JavaScript has them. */
export interface RawAnswer<Row = Readonly<Record<string, unknown>>> {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}
