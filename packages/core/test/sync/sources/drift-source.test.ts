import { describe, expect, test } from "vitest";
import { thingsTable, run, good, row, drifts, invalidItems, around } from "./drifting-list.js";

describe("a resource that is not as it was declared, by default (warn)", () => {
  test("a new field is reported with the first item that had it, and everything is stored", async () => {
    const { report, store } = await run(around(drifts["a new field"]), undefined);
    expect([report.outcome, report.invalidItems, report.unknownFields, report.driftedFields]).toEqual([
      "complete",
      0,
      { things: { colour: { count: 1, sampleId: 2 } } },
      {},
    ]);
    expect(store.rows("all_things")).toEqual([row(1), row(2), row(3)]);
  });

  test.each(invalidItems)(
    "%s: the item is quarantined with its path, the others are stored",
    async (what, { path, reason }) => {
      const { report, store } = await run(around(drifts[what]), "warn");
      expect([report.outcome, report.invalidItems, report.driftedFields]).toEqual([
        "complete",
        1,
        { things: { [path]: { count: 1, sampleId: 2, reason } } },
      ]);
      expect(store.rows("all_things")).toEqual([row(1), row(3)]);
      expect([...store.quarantine.values()]).toEqual([
        { table: "all_things", reason: "invalid_item", detail: `${path}: ${reason}`, payload: drifts[what] },
      ]);
    },
  );
});

describe("strict", () => {
  test.each([
    ["a new field", "the field colour is new (first in 2)", "colour"] as const,
    ...invalidItems.map(
      ([what, { path, reason }]) => [what, `item 2 does not fit at ${path} (${reason})`, path] as const,
    ),
  ])(
    "%s: the pass fails by name, nothing of the page is stored, no watermark moves",
    async (what, label, path) => {
      const { report, store } = await run(around(drifts[what]), { all_things: "strict" });
      const [pass] = report.passes;
      expect([report.outcome, pass?.outcome, pass?.error, pass?.watermarkAfter]).toEqual([
        "partial",
        "failed",
        {
          code: "E_DRIFT",
          message: `things: ${label}, and drift is strict for it`,
          hint: 'a newer 42sync may know it; with drift "warn" for things the pass continues without such items',
          limit: null,
          resetsAt: null,
          fault: null,
        },
        null,
      ]);
      expect([
        path,
        store.rows("all_things"),
        store.quarantine.size,
        await store.watermarks.watermark(thingsTable, "cursus=21 campus=all"),
      ]).toEqual([path, [], 0, undefined]);
    },
  );

  test("changes nothing while everything is as declared", async () => {
    expect((await run([good(1)], "strict")).report.outcome).toBe("complete");
  });
});
