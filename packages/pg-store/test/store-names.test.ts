import { defineMirror, defineResource } from "@42sync/core/tables";
import { createPgStore } from "@42sync/pg-store";
import { expect, test } from "vitest";
import { z } from "zod";
import { dataSchema } from "../../../testing/data-schema.js";
import { describeStores } from "../../../testing/databases.js";
import { counts, user } from "./given.js";

/** A resource of one's own whose table has this name. */
function named<const Name extends string>(name: Name) {
  return defineResource({
    name,
    path: "/v2/things",
    item: z.looseObject({ id: z.number() }),
    filters: [],
    ranges: ["id"],
    sorts: ["id"],
    traversal: "keyset",
    table: {
      comment: "Things.",
      incremental: "full",
      columns: { id: { kind: "bigint", comment: "Id." } },
    },
  });
}

describeStores("tables named like what a store has", (db) => {
  const plain = createPgStore({ connectionString: "postgres://127.0.0.1/none" });
  const names = [plain, plain.reports, plain.admin, Object.prototype]
    .flatMap((one) => Object.getOwnPropertyNames(one))
    .map((name) => name.toLowerCase())
    .filter((name) => /^[a-z][a-z0-9_]*$/.test(name));

  test("are written, read and counted, and the store still works", async () => {
    const mirror = defineMirror({ resources: [...new Set([...names, "then"])].map((name) => named(name)) });
    const store = createPgStore({ ...db.options(), schema: dataSchema(), mirror });
    await store.migrate();
    const adapters = Object.entries(store.tables).filter(([name]) =>
      mirror.resources.some((one) => one.endpoint.name === name),
    );
    expect(adapters.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        "migrate",
        "query",
        "close",
        "counts",
        "pages",
        "tables",
        "forget",
        "constructor",
      ]),
    );
    for (const [name, adapter] of adapters) {
      expect(await adapter.upsertRows([{ id: 1 }]), name).toEqual(counts({ inserted: 1 }));
      expect(
        await store.counts.count(mirror.mirrored.find(({ table }) => table.name === name)!.table),
        name,
      ).toBe(1);
    }
    expect((await store.query('select id from "migrate" union all select id from "counts"')).rows).toEqual([
      { id: 1 },
      { id: 1 },
    ]);
    expect(await store.tables.users.upsertRows([user(1)])).toEqual(counts({ inserted: 1 }));
    expect(await store.reports.quarantineCounts()).toEqual([]);
  });

  test("are typed by their own declaration", async () => {
    const mirror = defineMirror({ with: ["locations"], resources: [named("migrate"), named("query")] });
    const store = createPgStore({ ...db.options(), schema: dataSchema(), mirror });
    await store.migrate();
    expect(await store.tables.migrate.upsertAll([{ id: 1 }])).toEqual(counts({ inserted: 1 }));
    // @ts-expect-error an id is a number
    const mistyped = store.tables.query.upsertAll([{ id: "1" }]);
    await mistyped;
    // @ts-expect-error it was not asked for
    expect([Object.keys(store.tables).includes("locations"), store.tables.teams]).toEqual([true, undefined]);
  });
});
