import { tables } from "@42sync/core/tables";
import { expect, test } from "vitest";
import { describeStores } from "../../../../testing/databases.js";
import { commit, counts, entry, freshStore, user } from "../given.js";

const columns = "table_name, row_key, reason, detail, missing_table, missing_id::int, payload, attempts::int";

describeStores("the quarantine", (db) => {
  const read = (schema: string): Promise<readonly Record<string, unknown>[]> =>
    db.sql(`select ${columns} from sync42.quarantine where data_schema = $1 order by table_name, row_key`, [
      schema,
    ]);

  test("keeps a row with its missing parent, and lets it in with the parent", async () => {
    const store = await freshStore(db);
    await store.tables.users.upsertRows([user(1)]);
    const row = {
      id: 92_368,
      user_id: 1,
      coalition_id: 10,
      score: -5,
      rank: null,
      created_at: null,
      updated_at: "2026-01-01T00:00:00.000Z",
    };
    expect(await store.tables.coalitions_users.upsertRows([row])).toEqual(counts({ quarantined: 1 }));
    expect(await read(store.schema)).toEqual([
      {
        table_name: "coalitions_users",
        row_key: "92368",
        reason: "missing_parent",
        detail: "coalition_id 10 is not among coalitions",
        missing_table: "coalitions",
        missing_id: 10,
        payload: row,
        attempts: 1,
      },
    ]);
    expect(await store.tables.coalitions.upsertRows([{ id: 10, name: "The Order", score: 0 }])).toEqual(
      counts({ inserted: 1, released: 1 }),
    );
    expect(await store.tables.coalitions_users.upsertRows([row])).toEqual(counts({ unchanged: 1 }));
    expect(await read(store.schema)).toEqual([]);
  });

  test("notes the same row again once a day, and a changed one at once", async () => {
    let now = Date.parse("2026-01-01T00:00:00Z");
    const store = await freshStore(db, { clock: { now: () => now } });
    await store.tables.users.upsertRows([user(1)]);
    const offer = async (hours: number, score: number): Promise<unknown> => {
      now = Date.parse("2026-01-01T00:00:00Z") + hours * 3_600_000;
      await store.tables.coalitions_users.upsertRows([{ id: 1, user_id: 1, coalition_id: 10, score }]);
      const [row] = await db.sql(
        "select first_seen, last_seen, attempts::int, payload->>'score' as score from " +
          "sync42.quarantine where data_schema = $1",
        [store.schema],
      );
      return row;
    };
    const first_seen = new Date("2026-01-01T00:00:00Z");
    expect(await offer(0, 5)).toEqual({ first_seen, last_seen: first_seen, attempts: 1, score: "5" });
    expect(await offer(23, 5)).toEqual({ first_seen, last_seen: first_seen, attempts: 1, score: "5" });
    expect(await offer(25, 5)).toEqual({
      first_seen,
      last_seen: new Date("2026-01-02T01:00:00Z"),
      attempts: 2,
      score: "5",
    });
    expect(await offer(26, 6)).toEqual({
      first_seen,
      last_seen: new Date("2026-01-02T02:00:00Z"),
      attempts: 3,
      score: "6",
    });
  });

  test("keeps an invalid item as it came, and drops it once it is valid", async () => {
    const store = await freshStore(db);
    const item = { id: 5, login: null, odd: "\0" };
    const invalidItems = [{ id: 5, path: "login", reason: "expected string", item }];
    expect(await commit(store, tables.users, [], { invalidItems })).toEqual(counts({ quarantined: 1 }));
    expect(await read(store.schema)).toEqual([
      {
        table_name: "users",
        row_key: "5",
        reason: "invalid_item",
        detail: "login: expected string",
        missing_table: null,
        missing_id: null,
        payload: { id: 5, login: null, odd: "\uFFFD" },
        attempts: 1,
      },
    ]);
    await store.tables.users.upsertRows([user(5)]);
    expect(await read(store.schema)).toEqual([]);
  });

  test("keeps items without an id apart by what they hold", async () => {
    const store = await freshStore(db);
    const invalidItem = (item: unknown): { id: null; path: string; reason: string; item: unknown } => ({
      id: null,
      path: "",
      reason: "expected object",
      item,
    });
    const invalidItems = [
      invalidItem("a"),
      invalidItem("b"),
      invalidItem("a"),
      invalidItem(null),
      invalidItem([]),
    ];
    expect(await commit(store, tables.users, [], { invalidItems })).toEqual(counts({ quarantined: 5 }));
    expect((await read(store.schema)).map((row) => JSON.stringify(row["payload"])).sort()).toEqual([
      '"a"',
      '"b"',
      "[]",
      "null",
    ]);
  });

  test("a quarantined row holds up neither the others nor the watermark", async () => {
    const store = await freshStore(db);
    await store.tables.users.upsertRows([user(1)]);
    await store.tables.coalitions.upsertRows([{ id: 3, name: "c", score: 0 }]);
    const page = [3, 4, 3].map((coalition_id, index) => entry({ id: index + 1, user_id: 1, coalition_id }));
    const completes = { watermark: "2026-01-01T00:00:00.000Z", kind: "window" } as const;
    expect(await commit(store, tables.coalitions_users, page, { completes })).toEqual(
      counts({ inserted: 2, quarantined: 1 }),
    );
    expect(
      (await store.watermarks.watermark(tables.coalitions_users, "cursus=21 campus=all"))?.watermark,
    ).toBe(completes.watermark);
    expect(await store.reports.quarantineCounts()).toEqual([
      {
        table: "coalitions_users",
        reason: "missing_parent",
        missingTable: "coalitions",
        rows: 1,
        oldest: expect.any(String) as string,
      },
    ]);
  });

  test("a row that must name its parent and does not is quarantined", async () => {
    const store = await freshStore(db);
    await store.tables.users.upsertRows([user(1)]);
    expect(await store.tables.coalitions_users.upsertRows([{ id: 1, user_id: 1 }])).toEqual(
      counts({ quarantined: 1 }),
    );
    expect((await read(store.schema))[0]).toMatchObject({
      reason: "missing_parent",
      detail: "coalition_id is empty",
      missing_table: "coalitions",
      missing_id: null,
    });
  });

  test("a row of another person is skipped and never quarantined, even when it is invalid too", async () => {
    const store = await freshStore(db);
    const page = [
      entry({ id: 1, user_id: 99, coalition_id: 4 }),
      entry({ id: 2, user_id: 99, coalition_id: 4, score: "much" }),
      entry({ id: 3, user_id: null, coalition_id: 4 }),
    ];
    expect(await commit(store, tables.coalitions_users, page)).toEqual(counts({ skipped: 3 }));
    expect(await read(store.schema)).toEqual([]);
  });

  test("thousands of rows without a parent are one statement's work", async () => {
    const store = await freshStore(db);
    await store.tables.users.upsertRows([user(1)]);
    const rows = Array.from({ length: 5_000 }, (_, index) => ({
      id: index + 1,
      user_id: 1,
      coalition_id: 10,
    }));
    expect(await store.tables.coalitions_users.upsertRows(rows, { batchSize: 5_000 })).toEqual(
      counts({ quarantined: 5_000 }),
    );
    expect(await store.reports.quarantineCounts()).toEqual([
      {
        table: "coalitions_users",
        reason: "missing_parent",
        missingTable: "coalitions",
        rows: 5_000,
        oldest: expect.any(String) as string,
      },
    ]);
  });
});
