import { expect, test } from "vitest";
import { describeStores } from "../../../../../testing/databases.js";
import { counts, freshStore, user } from "../../given.js";

describeStores("odd values", (db) => {
  const read = async (schema: string, column: string): Promise<unknown> =>
    (await db.sql(`select ${column} as value from "${schema}".users`))[0]?.["value"];

  test.each([
    ["NUL", "a\0b", "a\uFFFDb"],
    ["half of a surrogate pair", "a\uD800b", "a\uFFFDb"],
    ["emoji", "👩🏽‍💻 42 é", "👩🏽‍💻 42 é"],
    [
      "quotes, braces, backslashes and commas",
      String.raw`{"a",'b',\c\\,NULL}`,
      String.raw`{"a",'b',\c\\,NULL}`,
    ],
    ["the word NULL", "NULL", "NULL"],
    ["empty text", "", ""],
    ["blanks", " \t\r\n ", " \t\r\n "],
  ])("text with %s is stored, and is unchanged when it comes again", async (_name, given, wanted) => {
    const store = await freshStore(db);
    expect(await store.tables.users.upsertRows([user(1, { displayname: given })])).toEqual(
      counts({ inserted: 1 }),
    );
    expect(await read(store.schema, "displayname")).toBe(wanted);
    expect(await store.tables.users.upsertRows([user(1, { displayname: given })])).toEqual(
      counts({ unchanged: 1 }),
    );
  });

  test("a text of a megabyte is stored", async () => {
    const store = await freshStore(db);
    const text = "42é".repeat(350_000);
    expect(await store.tables.users.upsertRows([user(1, { displayname: text })])).toEqual(
      counts({ inserted: 1 }),
    );
    expect(await read(store.schema, "displayname")).toBe(text);
  });

  test("JSON is stored as it is, but for what jsonb cannot hold", async () => {
    const store = await freshStore(db);
    const image = {
      "a\0": ["\0", "\uDC00x", "\\u0000", '"'],
      n: [1, -0.5, 7.8100000000000005, null, true, [], {}],
    };
    expect(await store.tables.users.upsertRows([user(1, { image })])).toEqual(counts({ inserted: 1 }));
    expect(await read(store.schema, "image")).toEqual({
      "a\uFFFD": ["\uFFFD", "\uFFFDx", "\\u0000", '"'],
      n: [1, -0.5, 7.8100000000000005, null, true, [], {}],
    });
    expect(await store.tables.users.upsertRows([user(1, { image })])).toEqual(counts({ unchanged: 1 }));
  });

  test.each([[[1, [2, "a"]]], ["text"], [5], [false]])(
    "JSON that is no object (%j) is stored",
    async (image) => {
      const store = await freshStore(db);
      await store.tables.users.upsertRows([user(1, { image })]);
      expect(await read(store.schema, "image")).toEqual(image);
    },
  );

  test("ids beyond 2^31, and ids that come as text, are stored", async () => {
    const store = await freshStore(db);
    await store.tables.users.upsertRows([user(9_007_199_254_740_991), user(0, { id: "5000000000" })]);
    expect(await db.sql(`select id::text from "${store.schema}".users order by id`)).toEqual([
      { id: "5000000000" },
      { id: "9007199254740991" },
    ]);
  });

  test("lists of ids are stored, also empty ones", async () => {
    const store = await freshStore(db);
    await store.tables.users.upsertRows([user(1)]);
    await store.tables.projects.upsertRows([{ id: 7, name: "p", exam: false }]);
    const row = { user_id: 1, project_id: 7, occurrence: 0, status: "finished" };
    const rows = [[21, 5_000_000_000], []].map((cursus_ids, index) => ({ ...row, id: index, cursus_ids }));
    expect(await store.tables.projects_users.upsertRows(rows)).toEqual(counts({ inserted: 2 }));
    expect(await store.tables.projects_users.upsertRows(rows)).toEqual(counts({ unchanged: 2 }));
    expect(await db.sql(`select cursus_ids::text from "${store.schema}".projects_users order by id`)).toEqual(
      [{ cursus_ids: "{21,5000000000}" }, { cursus_ids: "{}" }],
    );
  });

  test("a level keeps its noise", async () => {
    const store = await freshStore(db);
    await store.tables.users.upsertRows([user(1)]);
    await store.tables.cursus.upsertRows([
      { id: 21, name: "42", slug: "42", created_at: "2026-01-01T00:00:00Z" },
    ]);
    await store.tables.cursus_users.upsertRows([
      { id: 1, user_id: 1, cursus_id: 21, level: 7.8100000000000005 },
    ]);
    expect(await db.sql(`select level from "${store.schema}".cursus_users`)).toEqual([
      { level: 7.8100000000000005 },
    ]);
  });

  test("a value that its column cannot hold quarantines its row and no other", async () => {
    const store = await freshStore(db);
    const rows = [
      user(1, { wallet: 3_000_000_000 }),
      user(2, { alumnized_at: "2026-02-30T00:00:00Z" }),
      user(3, { alumnized_at: "yesterday" }),
      user(4, { staff: "yes" }),
      user(5, { login: "x".repeat(3_000) }),
      user(6, { displayname: { first: "a" } }),
      user(7, { wallet: 1.5 }),
      user(8),
    ];
    expect(await store.tables.users.upsertRows(rows)).toEqual(counts({ inserted: 1, quarantined: 7 }));
    expect(
      await db.sql(
        "select row_key, reason, detail from sync42.quarantine where data_schema = $1 order by row_key",
        [store.schema],
      ),
    ).toEqual([
      { row_key: "1", reason: "invalid_value", detail: "wallet: no integer that PostgreSQL can hold" },
      {
        row_key: "2",
        reason: "invalid_value",
        detail: "alumnized_at: no timestamp that PostgreSQL can hold",
      },
      {
        row_key: "3",
        reason: "invalid_value",
        detail: "alumnized_at: no timestamp that PostgreSQL can hold",
      },
      { row_key: "4", reason: "invalid_value", detail: "staff: no boolean that PostgreSQL can hold" },
      { row_key: "5", reason: "invalid_value", detail: "login: too long for its index" },
      { row_key: "6", reason: "invalid_value", detail: "displayname: no text that PostgreSQL can hold" },
      { row_key: "7", reason: "invalid_value", detail: "wallet: no integer that PostgreSQL can hold" },
    ]);
  });
});
