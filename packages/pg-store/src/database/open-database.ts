import { ConfigError, type Logger } from "@42sync/core";
import type { PgStoreOptions } from "../options.js";
import { createClientDatabase } from "./client-database.js";
import type { Database } from "./database.js";
import type { PgPool } from "./drivers.js";
import { createPgliteDatabase } from "./pglite-database.js";
import { createPoolDatabase } from "./pool-database.js";

/**
 * The database that the options name.
 *
 * @throws ConfigError when they name none, or several.
 */
export function openDatabase(options: PgStoreOptions, logger: Logger): Database {
  const { pool, client, pglite, connectionString } = options;
  const given = [pool, client, pglite, connectionString].filter((one) => one !== undefined);
  if (given.length !== 1) {
    throw new ConfigError(`${given.length === 0 ? "no" : "more than one"} database is given`, { hint: "give exactly one of pool, client, pglite and connectionString" });
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

/** A pool of our own, made when it is first used, so that who brings their own driver does not load this one. */
function ownPool(connectionString: string, logger: Logger): Database {
  let made: Promise<{ readonly pool: PgPool; readonly end: () => Promise<void> }> | undefined;
  const make = async (): Promise<{ readonly pool: PgPool; readonly end: () => Promise<void> }> => {
    const { Pool } = await import("pg");
    const pool = new Pool({ connectionString, keepAlive: true, allowExitOnIdle: true, connectionTimeoutMillis: 10_000, application_name: "42sync" });
    // An idle connection that is lost is replaced; without a listener it would end the process.
    pool.on("error", (error) => logger.debug("an idle connection to the database was lost", { message: error.message }));
    return { pool, end: () => pool.end() };
  };
  const pool: PgPool = { connect: async () => (await (made ??= make())).pool.connect() };
  return createPoolDatabase(pool, {
    end: async () => {
      const last = made;
      made = undefined;
      await (await last)?.end();
    },
  });
}
