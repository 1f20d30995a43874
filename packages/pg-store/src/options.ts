import type { Clock, Logger } from "@42sync/core";
import type { TableRecord } from "@42sync/core/tables";
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

/** Which tables the store has: those of a mirror, or yours alone. */
export type PgStoreTables<T extends TableRecord> =
  | {
      /**
       * What the store is a copy of, see `defineMirror`; the pipelines take the same. Optional tables that it
       * does not hold, but that are there from earlier, are kept in shape, and `forget` looks into them.
       *
       * @default the standard tables
       */
      readonly mirror?: { readonly tables: T };
      readonly tables?: never;
    }
  | {
      /** For a store that no pipeline fills: only these tables, by the names of their adapters. */
      readonly tables: T;
      readonly mirror?: never;
    };

/** Settings of a store; each has a default. */
export interface PgStoreSettings {
  /** The schema of the data. @default "public" */
  readonly schema?: string;
  /** Who runs, for the lock's message and the record: `pid 123 on host a`. */
  readonly holder?: string;
  /** The store's time. @default the database's clock */
  readonly clock?: Pick<Clock, "now">;
  /** @default silent */
  readonly logger?: Logger;
}

/** What `createPgStore` takes: where the database is, which tables, and settings. */
export type PgStoreOptions<T extends TableRecord = TableRecord> = PgStoreConnection &
  PgStoreTables<T> &
  PgStoreSettings;
