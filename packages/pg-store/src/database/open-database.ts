import { ConfigError, StoreError, type Logger } from "@42sync/core";
import type { PgStoreOptions } from "../options.js";
import { createClientDatabase } from "./client-database.js";
import type { Database } from "./database.js";
import type { PgPool } from "./drivers.js";
import { createPgliteDatabase } from "./pglite-database.js";
import { createPoolDatabase } from "./pool-database.js";
import { codeOf } from "./translate-error.js";

/**
 * The database that the options name.
 *
 * @throws ConfigError when they name none, or several.
 */
export function openDatabase(options: PgStoreOptions, logger: Logger): Database {
  const { pool, client, pglite, connectionString } = options;
  const given = [pool, client, pglite, connectionString].filter((one) => one !== undefined);
  if (given.length !== 1) {
    throw new ConfigError(`${given.length === 0 ? "no" : "more than one"} database is given`, {
      hint: "give exactly one of pool, client, pglite and connectionString",
    });
  }
  if (client !== undefined && "totalCount" in client) {
    // A pool has a query method too, but each statement of a transaction would go to another connection.
    throw new ConfigError("`client` is a pool", { hint: "give it as `pool`" });
  }
  if (pool !== undefined) return createPoolDatabase(pool);
  if (client !== undefined) return createClientDatabase(client, { shared: true });
  if (pglite !== undefined) return createPgliteDatabase(pglite);
  return ownPool(connectionString ?? "", logger);
}

interface OwnPool {
  readonly pool: PgPool;
  end(): Promise<void>;
}

/**
 * A pool of our own, made when it is first used, so that who brings their own driver does not load this one.
 */
function ownPool(connectionString: string, logger: Logger): Database {
  let made: Promise<OwnPool> | undefined;
  let closed: Promise<void> | undefined;
  const pool: PgPool = {
    connect: async () => {
      if (closed !== undefined)
        throw new StoreError("the store is closed", { hint: "make another one with createPgStore" });
      try {
        return await (await (made ??= makePool(connectionString, logger))).pool.connect();
      } catch (error) {
        if (codeOf(error) !== "ERR_INVALID_URL") throw error;
        // Without a cause: that error carries the whole URL, password included.
        throw new ConfigError("the database URL cannot be read", {
          hint:
            "write it as postgres://user:password@host:5432/name, with odd characters of the " +
            "password percent-encoded",
        });
      }
    },
  };
  const end = async (): Promise<void> => (await made)?.end();
  return createPoolDatabase(pool, { end: () => (closed ??= end()) });
}

async function makePool(connectionString: string, logger: Logger): Promise<OwnPool> {
  const { Pool } = await import("pg");
  const pool = new Pool({
    connectionString,
    keepAlive: true,
    allowExitOnIdle: true,
    connectionTimeoutMillis: 10_000,
    application_name: "42sync",
  });
  // An idle connection that is lost is replaced; without a listener it would end the process.
  pool.on("error", (error) => {
    logger.debug("an idle connection to the database was lost", { message: error.message });
  });
  return { pool, end: () => pool.end() };
}
