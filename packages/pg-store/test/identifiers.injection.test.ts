import { defineTable, tables } from "@42sync/core/tables";
import { createPgStore } from "@42sync/pg-store";
import { expect, test } from "vitest";
import { z } from "zod";
import { describeStores } from "../../../testing/databases.js";
import { commit, counts, entry, user } from "./given.js";

const item = z.looseObject({ id: z.number() });

describeStores("hostile names", (db) => {
  test("a data schema with quotes and blanks works throughout", async () => {
    const store = createPgStore({ ...db.options(), schema: `we"ird Schema'; drop schema public; --` });
    await store.migrate();
    expect((await store.migrate()).sql).toEqual([]);
    await store.tables.campuses.upsertRows([{ id: 1, name: "Paris" }]);
    expect(await store.tables.users.upsertRows([user(1)])).toEqual(counts({ inserted: 1 }));
    await commit(store, tables.projects, [
      entry({ id: 7, name: "p", exam: false }, { links: { campus_projects: [1] } }),
    ]);
    expect(await store.tables.coalitions_users.upsertRows([{ id: 1, user_id: 1, coalition_id: 2 }])).toEqual(
      counts({ quarantined: 1 }),
    );
    const held = await store.lock.acquire({ run: `o'"ne` });
    await held.release();
    expect((await store.query("select login, campus from students")).rows).toEqual([
      { login: "login1", campus: null },
    ]);
    expect((await store.query("select campus_id from campus_projects")).rows).toEqual([{ campus_id: 1 }]);
    expect(await store.counts.ids(tables.users)).toEqual([1]);
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

  test.each([
    [`x"; drop table users; --`, `y"); select pg_sleep(1); --`],
    ["select", "lateral"],
    ["Robert'); --", "%I %L %s %%"],
    ["a.b", "c d\te\nf"],
    ["$1", "$2::text"],
    ["é👩🏽‍💻", "\\' E'x"],
  ])("a table %j with a column %j works throughout", async (name, column) => {
    const parent = defineTable(
      { name: "p", item },
      {
        name: `${name}p`,
        comment: "%L 'quoted' \\ $1",
        incremental: "full",
        columns: { id: { kind: "bigint", comment: "Id." } },
      },
    );
    const table = defineTable(
      { name: "t", item },
      {
        name,
        comment: "it's \\ %s",
        incremental: "full",
        columns: {
          id: { kind: "bigint", comment: "Id." },
          [column]: {
            kind: "text",
            comment: "a 'comment' %I",
            index: true,
            from: (one: { id: number }) => String(one.id),
          },
          [`${column}2`]: {
            kind: "bigint",
            comment: "Parent.",
            references: { table: `${name}p` },
            from: () => 5,
          },
        },
        links: [
          {
            name: `${name}l`,
            comment: "'",
            owner: { column: `${column}o`, table: name },
            other: { column: `${column}x`, table: `${name}p`, by: "id" },
            values: () => [5, 6],
          },
        ],
      },
    );
    const store = createPgStore({ ...db.options(), schema: name, tables: { parent, table } });
    await store.migrate();
    expect((await store.migrate()).sql).toEqual([]);
    expect(await store.tables.table.upsertAll([{ id: 1 }])).toEqual(counts({ quarantined: 1 }));
    expect(await store.tables.parent.upsertAll([{ id: 5 }])).toEqual(counts({ inserted: 1, released: 1 }));
    expect(await store.tables.table.upsertAll([{ id: 1 }])).toEqual(
      counts({ unchanged: 1, linksSkipped: 1 }),
    );
    expect(await store.counts.ids(table)).toEqual([1]);
    expect(await store.reports.quarantineCounts()).toEqual([]);
  });

  test.each([
    ["a name of 64 bytes", { name: "x".repeat(64) }],
    ["an empty name", { name: "" }],
    ["the view's name", { name: "students" }],
    ["a column of ours", { column: "deleted_at" }],
    ["a system column", { column: "xmin" }],
    ["a column of 64 bytes", { column: "é".repeat(32) }],
    ["a key that is no column", { key: ["uuid"] }],
    ["a parent that is not there", { parent: "nowhere" }],
  ] as const)(
    "%s is refused before anything is touched",
    (
      _what,
      {
        name = "things",
        column = "name",
        key = ["id"],
        parent = "things",
      }: { name?: string; column?: string; key?: readonly string[]; parent?: string },
    ) => {
      const table = defineTable(
        { name: "t", item },
        {
          name,
          comment: "Things.",
          incremental: "full",
          key,
          columns: {
            id: { kind: "bigint", comment: "Id." },
            [column]: { kind: "text", comment: "Name." },
            parent_id: { kind: "bigint", comment: "Parent.", nullable: true, references: { table: parent } },
          },
        },
      );
      expect(() => createPgStore({ ...db.options(), tables: { table } })).toThrow(
        expect.objectContaining({ code: "E_CONFIG" }) as Error,
      );
    },
  );
});
