import type pg from "pg";
import type { PgPool, PgPoolClient, PgQuery } from "@42sync/pg-store";
import type { Counter } from "./kill-point.js";

/**
 * A pool whose connections count statements; `begin` and `commit` are some. What the counter calls dead gets
 * no answer any more.
 */
export function cutPool(pool: pg.Pool, counter: Counter): PgPool {
  return {
    connect: async (): Promise<PgPoolClient> => {
      const client = await pool.connect();
      client.on("error", () => undefined); // cut on purpose
      return {
        query: (query: string | PgQuery, values?: unknown[]) =>
          // the words of pg
          counter.step(() => client.query(query as pg.QueryConfig, values as unknown[])).catch(asLost),
        on: (_event, listener) => client.on("error", listener),
        removeListener: (_event, listener) => client.removeListener("error", listener),
        release: (error) => {
          client.release(counter.isDead ? true : error);
        },
      };
    },
  };
}

/** As `pg` tells that a connection is gone. */
function asLost(error: unknown): never {
  if (error instanceof Error && error.name === "Killed")
    throw new Error("Connection terminated unexpectedly");
  throw error;
}
