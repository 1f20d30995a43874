/** What a store asks of a `pg` client; any object of this shape will do. */
export interface PgClient {
  query(query: string | PgQuery, values?: unknown[]): Promise<PgResult>;
  /** `I` outside of a transaction, where the driver knows; otherwise a savepoint is tried. */
  getTransactionStatus?(): string | null;
  /** The id of its process on the server, from the handshake; a pooler reports another one. */
  processID?: number | null;
  on?(event: "error", listener: (error: Error) => void): unknown;
  removeListener?(event: "error", listener: (error: Error) => void): unknown;
}

/** A statement in the words of `pg`. */
export interface PgQuery {
  text: string;
  /** A statement with a name is parsed once a connection. */
  name?: string;
  values?: unknown[];
  queryMode?: "extended";
  types?: { getTypeParser: (oid: number, format?: string) => (value: string) => unknown };
}

/** An answer of `pg`. */
export interface PgResult {
  // `any` as pg declares it: a row's columns are known to the statement only.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  rows: any[];
  fields: { name: string }[];
}

/** A client that belongs to a pool. */
export interface PgPoolClient extends PgClient {
  release(error?: Error | boolean): void;
}

/** What a store asks of a `pg` pool; any object of this shape will do. */
export interface PgPool {
  connect(): Promise<PgPoolClient>;
  /** How many clients it may have, where the pool reports it. */
  readonly options?: { readonly max?: number | undefined };
}

/** What a store asks of a PGlite transaction. */
export interface PgliteTransaction {
  query<T>(text: string, values?: unknown[], options?: PgliteQueryOptions): Promise<PgliteResult<T>>;
}

/** What a store asks of PGlite. */
export interface PgliteDatabase extends PgliteTransaction {
  transaction<T>(work: (transaction: PgliteTransaction) => Promise<T>): Promise<T>;
}

/** How PGlite reads an answer. */
export interface PgliteQueryOptions {
  parsers?: Record<number, (value: string) => unknown>;
}

/** An answer of PGlite. */
export interface PgliteResult<T> {
  rows: T[];
  fields: { name: string }[];
}
