import { createPgStore } from "@42sync/pg-store";
import { expect, test } from "vitest";
import { describeStores } from "../../../../testing/databases.js";
import { freshStore } from "../given.js";

const clock = { now: () => Date.parse("2026-01-02T03:04:05Z") };

describeStores("the lock of a data schema", (db) => {
  test("is refused to a second run, which hears who holds it since when", async () => {
    const store = await freshStore(db, { clock, holder: "pid 4711 on host a" });
    const held = await store.lock.acquire({ run: "nightly" });
    const second = createPgStore({ ...db.options(), schema: store.schema });
    await expect(second.lock.acquire({ run: "incremental" })).rejects.toMatchObject({
      code: "E_LOCKED",
      message:
        `the run nightly, pid 4711 on host a holds the lock of the schema ${store.schema} since ` +
        "2026-01-02T03:04:05.000Z",
      hint: expect.stringMatching(
        /^wait until it ends; if its machine is gone, select pg_terminate_backend\(\d+\) ends its connection$/,
      ) as string,
      context: {
        schema: store.schema,
        run: "nightly",
        holder: "pid 4711 on host a",
        since: "2026-01-02T03:04:05.000Z",
      },
      retryable: true,
    });
    await expect(store.lock.acquire({ run: "incremental" })).rejects.toMatchObject({ code: "E_LOCKED" });
    await held.release();
    await held.release();
    const next = await second.lock.acquire({ run: "incremental" });
    await next.release();
    expect(await db.sql("select 1 from sync42.locks where data_schema = $1", [store.schema])).toEqual([]);
  });

  test("of a schema that was not migrated says what to do, and is free afterwards", async () => {
    const store = createPgStore({ ...db.options(), schema: "locked_before_migrate" });
    await db.sql("drop schema if exists sync42 cascade");
    await expect(store.lock.acquire({ run: "nightly" })).rejects.toMatchObject({
      code: "E_STORE",
      hint: expect.stringContaining("run migrate first") as string,
    });
    await store.migrate();
    await (await store.lock.acquire({ run: "nightly" })).release();
  });
});
