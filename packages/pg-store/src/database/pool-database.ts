import { StoreError } from "@42sync/core";
import { createClientDatabase } from "./client-database.js";
import type { Database, Unpin } from "./database.js";
import type { PgPool, PgPoolClient } from "./drivers.js";
import { isDirect, sharesProcess } from "./shares-process.js";
import { translated } from "./translate-error.js";

export interface PoolOptions {
  /** Ends the pool; given when the store made it. */
  readonly end?: () => Promise<void>;
}

interface Taken {
  readonly client: PgPoolClient;
  readonly database: Database;
  /** Whether it is known to lead to the server itself; whoever asks for `sharesProcess` finds out. */
  isDirect: boolean;
  /** Gives the client back; a broken one is thrown away. */
  release(how: "keep" | "end"): void;
  /** What broke the connection, if anything did. */
  readonly broken: unknown;
}

/** A `pg` pool as a database: a client a transaction, or the pinned one while there is one. */
export function createPoolDatabase(pool: PgPool, options: PoolOptions = {}): Database {
  let pinned: Promise<Taken> | undefined;
  let pins = 0;
  const use = async <T>(task: (database: Database) => Promise<T>): Promise<T> => {
    if (pinned !== undefined) return task(alive(await pinned).database);
    const taken = await take(pool);
    try {
      return await task(taken.database);
    } finally {
      taken.release("keep");
    }
  };
  const unpin: Unpin = async (how) => {
    pins -= 1;
    if (pins > 0) return;
    const last = pinned;
    pinned = undefined;
    (await last)?.release(how);
  };
  return {
    own: true,
    run: (statement) => use((database) => database.run(statement)),
    transaction: (work) => use((database) => database.transaction(work)),
    readOnly: (statement, searchPath) => use((database) => database.readOnly(statement, searchPath)),
    pin: async () => {
      pins += 1;
      pinned ??= take(pool);
      try {
        await pinned;
      } catch (error) {
        pins -= 1;
        pinned = undefined;
        throw error;
      }
      return unpin;
    },
    sharesProcess: async () => {
      if (pinned === undefined) return false;
      const taken = alive(await pinned);
      taken.isDirect = await translated(() => isDirect(taken.client));
      // The second client of a pool of one would never come.
      if (taken.isDirect || pool.options?.max === 1) return false;
      return translated(() => sharesProcess(taken.client, () => pool.connect()));
    },
    close: async () => {
      const last = pinned;
      pinned = undefined;
      // A pool waits for its clients when it ends, and the pinned one would never come.
      await last?.then((taken) => {
        taken.release("end");
      });
      await options.end?.();
    },
  };
}

/**
 * A pinned connection that broke took the lock with it: writing on over another one would be writing without
 * the lock.
 */
function alive(taken: Taken): Taken {
  if (taken.broken === undefined) return taken;
  throw new StoreError("the connection to the database that held the run's lock was lost", {
    cause: taken.broken,
    retryable: true,
    hint: "check that the database server runs, then run again; it resumes where it stopped",
  });
}

async function take(pool: PgPool): Promise<Taken> {
  const client = await translated(() => pool.connect());
  let broken: unknown;
  let released = false;
  // Without a listener, a connection that is lost between two statements would end the process.
  const listen = (error: unknown): void => void (broken ??= error);
  client.on?.("error", listen);
  const taken: Taken = {
    client,
    database: createClientDatabase(client, { shared: false, keepsStatements: () => taken.isDirect }),
    isDirect: false,
    get broken() {
      return broken;
    },
    release: (how) => {
      if (released) return;
      released = true;
      client.removeListener?.("error", listen);
      client.release(how === "end" || broken !== undefined);
    },
  };
  return taken;
}
