import type { Clock, Logger } from "@42sync/core";
import type { AnyTable } from "@42sync/core/tables";
import type { PgClient, PgliteDatabase, PgliteTransaction, PgPool } from "./database/drivers.js";

/** Where the database is: exactly one of these. */
export type PgStoreConnection =
  | {
      readonly pool: PgPool;
      readonly client?: never;
      readonly pglite?: never;
      readonly connectionString?: never;
    }
  /** May be inside an open transaction: then each write is a savepoint in it, and you commit. */
  | {
      readonly client: PgClient;
      readonly pool?: never;
      readonly pglite?: never;
      readonly connectionString?: never;
    }
  /** PGlite, or the transaction that its `transaction()` hands out. */
  | {
      readonly pglite: PgliteDatabase | PgliteTransaction;
      readonly pool?: never;
      readonly client?: never;
      readonly connectionString?: never;
    }
  /** The store makes a pool of its own, and `close()` ends it. */
  | {
      readonly connectionString: string;
      readonly pool?: never;
      readonly client?: never;
      readonly pglite?: never;
    };

/** Tables by the name of the property that the store gets for each. */
export type TableRecord = Readonly<Record<string, AnyTable>>;

/** Everything of a store but its connection; all of it has a default. */
export interface PgStoreSettings<T extends TableRecord> {
  /** The schema of the data. @default "public" */
  readonly schema?: string;
  /** The tables. @default every table that `@42sync/core/tables` declares */
  readonly tables?: T;
  /**
   * Tables that may be there from earlier: `migrate` keeps them in shape and `forget` looks into them; they
   * are made nowhere.
   * @default with default `tables`, the optional ones of `@42sync/core/tables`
   */
  readonly optionalTables?: TableRecord;
  /** Who runs, for the lock's message and the record: `pid 123 on host a`. */
  readonly holder?: string;
  /** The store's time. @default the database's clock */
  readonly clock?: Pick<Clock, "now">;
  /** @default silent */
  readonly logger?: Logger;
}

/** What `createPgStore` takes: where the database is, and settings. */
export type PgStoreOptions<T extends TableRecord = TableRecord> = PgStoreConnection & PgStoreSettings<T>;
