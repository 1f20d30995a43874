import { describe, expect, test } from "vitest";
import { withRaw } from "../../../src/internal.js";
import type { AnyTable } from "../../../src/tables.js";
import {
  thingsTable,
  run,
  good,
  row,
  without,
  drifts,
  wrong,
  invalidItems,
  around,
} from "./drifting-list.js";

describe("ignore", () => {
  test("a new field is not reported", async () => {
    const { report, store } = await run(around(drifts["a new field"]), { things: "ignore" });
    expect([report.outcome, report.unknownFields, store.rows("all_things").length]).toEqual([
      "complete",
      {},
      3,
    ]);
  });

  test.each(invalidItems)("%s: the item is stored, with null for what is invalid", async (what, { path }) => {
    const { report, store } = await run(around(drifts[what]), "ignore");
    expect([report.outcome, report.invalidItems, report.driftedFields, store.quarantine.size]).toEqual([
      "complete",
      0,
      {},
      0,
    ]);
    expect([...store.rows("all_things")].sort((a, b) => Number(a["id"]) - Number(b["id"]))).toEqual([
      row(1),
      row(2, { [path]: null }),
      row(3),
    ]);
  });

  test.each([
    ["its key does not fit", { ...good(2), id: "two" }, "id"],
    ["a column reads into what is missing", without(good(2), "box"), "box"],
    ["it is no object", null, ""],
  ])("an item that gives no row is quarantined all the same: %s", async (_what, item, path) => {
    const { report, store } = await run([good(1), item, good(3)], "ignore");
    expect([
      report.invalidItems,
      Object.keys(report.driftedFields["things"] ?? {}),
      store.rows("all_things"),
      store.quarantine.size,
    ]).toEqual([1, [path], [row(1), row(3)], 1]);
  });
});

test("a policy must name known tables or resources", async () => {
  await expect(run([], { thing: "strict" })).rejects.toMatchObject({
    code: "E_CONFIG",
    message: "drift names thing, which is not a table",
    hint: "the tables are all_things",
  });
});

describe("raw", () => {
  const { wide } = withRaw<{ wide: AnyTable }>({ wide: thingsTable }, true);

  test("keeps the item as it came, new fields and inner ones included", async () => {
    const item = { ...good(1), colour: "red", box: { id: 9, label: "inner" } };
    const { store } = await run([item], undefined, wide);
    expect(store.rows("all_things")).toEqual([{ ...row(1), raw: item }]);
  });

  test.each(["a type changed", "a new value of an enum"] as const)(
    "keeps the whole item even where %s is ignored",
    async (what) => {
      const { store } = await run([drifts[what]], "ignore", wide);
      expect(store.rows("all_things")).toEqual([{ ...row(2), [wrong[what].path]: null, raw: drifts[what] }]);
    },
  );

  test("is added to the named tables, and to no others", () => {
    const other: AnyTable = { ...thingsTable, name: "others" };
    const columns = (list: Record<string, AnyTable>) =>
      Object.values(list).map((table) => Object.keys(table.columns).includes("raw"));
    expect([
      columns(withRaw({ thingsTable, other }, ["others"])),
      columns(withRaw({ thingsTable, other }, false)),
      columns(withRaw({ thingsTable, other }, true)),
    ]).toEqual([
      [false, true],
      [false, false],
      [true, true],
    ]);
  });

  test("refuses unknown tables, and tables with a column of that name", () => {
    expect(() => withRaw({ thingsTable }, ["thing"])).toThrow(
      "raw names the table thing, which there is not",
    );
    expect(() => withRaw({ wide }, true)).toThrow("the table all_things has a column raw of its own");
  });
});
