import { createPgStore, type PgPool } from "@42sync/pg-store";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { scratchDatabase, type ScratchDatabase } from "../../../../testing/databases.js";

interface Pooling {
  /** How long its clients keep a process. */
  readonly mode: "transaction" | "session";
  /** What it tells its clients to be their process. */
  readonly processID: number | undefined;
  /** Which idle process is the next one. */
  readonly next?: "newest" | "oldest";
  /** Processes on the server. */
  readonly size?: number;
}

/** A pooler in front of a server, as its clients see it. */
function pooler(connectionString: string, { mode, processID, next = "newest", size = 3 }: Pooling): PgPool {
  const server = new pg.Pool({ connectionString, max: size });
  const all = new Set<pg.PoolClient>();
  const idle: pg.PoolClient[] = [];
  const take = async (): Promise<pg.PoolClient> => {
    const one =
      all.size < size && (next === "oldest" || idle.length === 0)
        ? await server.connect()
        : (next === "newest" ? idle.pop() : idle.shift())!;
    all.add(one);
    return one;
  };
  onTestFinished(async () => {
    for (const one of all) one.release(true);
    await server.end();
  });
  return {
    connect: () => {
      let held: pg.PoolClient | undefined;
      return Promise.resolve({
        ...(processID === undefined ? {} : { processID }),
        query: async (query, values) => {
          const process = held ?? (await take());
          const answer = await process.query(query as string, values); // pg's own words go through as they are
          held =
            mode === "session" || query === "begin"
              ? process
              : query === "commit" || query === "rollback"
                ? undefined
                : held;
          if (held === undefined) idle.push(process);
          return answer;
        },
        release: () => {
          if (held !== undefined) idle.push(held);
          held = undefined;
        },
      });
    },
  };
}

const pooled = {
  name: "StoreError",
  code: "E_STORE",
  message:
    "the lock of the schema public does not hold: a pooler gives this connection's process to " +
    "others between two transactions",
  hint:
    "give 42sync an address of the server itself, or of a pooler in session mode (often another " +
    "port: 5432 rather than 6543 or 6432)",
};

describe("the lock through a pooler", () => {
  let scratch: ScratchDatabase;
  beforeAll(async () => {
    scratch = await scratchDatabase();
    await createPgStore({ pool: scratch.pool }).migrate();
  });
  afterAll(() => scratch.close());

  test("is refused where it would not hold, before it is taken", async () => {
    const store = createPgStore({ pool: pooler(scratch.url, { mode: "transaction", processID: 1 }) });
    await expect(store.lock.acquire({ run: "nightly" })).rejects.toMatchObject(pooled);
    const free = createPgStore({ pool: scratch.pool });
    await (await free.lock.acquire({ run: "nightly" })).release();
  });

  test("holds in session mode", async () => {
    const store = createPgStore({ pool: pooler(scratch.url, { mode: "session", processID: 1 }) });
    const held = await store.lock.acquire({ run: "nightly" });
    await expect(
      createPgStore({ pool: scratch.pool }).lock.acquire({ run: "incremental" }),
    ).rejects.toMatchObject({ code: "E_LOCKED" });
    await held.release();
  });

  test("that did not hold is told at the end, where nothing showed it before", async () => {
    const store = createPgStore({
      pool: pooler(scratch.url, { size: 8, mode: "transaction", processID: undefined, next: "oldest" }),
    });
    const held = await store.lock.acquire({ run: "nightly" });
    await expect(held.release()).rejects.toMatchObject(pooled);
  });

  test("needs no second connection of a pool that has one", async () => {
    const store = createPgStore({
      pool: { ...pooler(scratch.url, { size: 1, mode: "session", processID: 1 }), options: { max: 1 } },
    });
    await (await store.lock.acquire({ run: "nightly" })).release();
  });
});
