import { noRows, type RowCounts, type Store } from "@42sync/core/sync";
import type { PgPool } from "@42sync/pg-store";
import { expect, inject, test } from "vitest";
import { wrongIfHalfWritten, type StoredCopy } from "../kill/half-written.js";
import { runMemoryKills, type KillResult } from "../kill/memory-kills.js";
import { runPgKills } from "../kill/pg-kills.js";

/** A store whose every statement is a transaction of its own. */
const withoutTransactions = (pool: PgPool): PgPool => ({
  connect: async () => {
    const client = await pool.connect();
    return {
      ...client,
      query: (query, values) =>
        ["begin", "commit", "rollback"].includes(typeof query === "string" ? query : query.text)
          ? Promise.resolve({ rows: [], fields: [] })
          : client.query(query as string, values),
    };
  },
});

/** What is said of the points at which something is wrong, without tables and numbers. */
const said = (results: readonly KillResult[]): readonly string[] =>
  [
    ...new Set(
      results.flatMap(({ wrong }) =>
        wrong.map((one) =>
          one
            .replace(/: .*/, "")
            .replaceAll(/\d+|"?\w+"?\."?\w+"?|(?<=of )\w+(?= (stored|and|moved))|^\w+(?= has| lacks)/g, "…"),
        ),
      ),
    ),
  ].sort();

// The next run puts all of this right, so that the end says nothing of it.
test("a store without transactions is noticed while a page is being written", async () => {
  const results = await runPgKills(inject("postgresUrl"), "nightly", 6, withoutTransactions);
  expect(said(results)).toEqual(
    expect.arrayContaining([
      "rows of … were stored in no transaction of a pass",
      "the last page of … and its resume point were stored in two transactions",
    ]),
  );
  expect(said(results)).not.toContain("the end state differs from an undisturbed run's");
});

/** A store that commits a page in two: its rows, and where the pass stands. */
const inTwo =
  (first: "rows" | "place") =>
  (store: Store): Store => ({
    ...store,
    pages: {
      commit: async (page) => {
        const { resume: _resume, completes: _completes, ...rows } = page;
        const place = { ...page, entries: [], invalidItems: [], skipped: 0 };
        if (first === "place") await store.pages.commit(place);
        const counts = await store.pages.commit(rows);
        if (first === "rows") await store.pages.commit(place);
        return counts;
      },
    },
  });

test.each([
  [
    "rows",
    48,
    [
      "the pass of … stored rows, and has neither a resume point nor moved its watermark",
      "… has rows ahead of its resume point",
    ],
  ],
  ["place", 24, ["the end state differs from an undisturbed run's", "… lacks rows behind its resume point"]],
] as const)("pages that are stored in two steps are noticed, %s first", async (first, points, wrong) => {
  const results = await runMemoryKills("nightly", points, inTwo(first));
  expect(said(results)).toEqual(wrong);
});

/** A copy of one table, after passes that counted so much. */
function copyOf(
  contents: Readonly<Record<number, string>>,
  {
    waiting = [],
    counted = [],
  }: { readonly waiting?: readonly number[]; readonly counted?: readonly Partial<RowCounts>[] },
): StoredCopy {
  const rows = new Map(Object.keys(contents).map((id) => [Number(id), null]));
  const table = {
    rows,
    gone: 0,
    waiting: new Set(waiting),
    contents: new Map(Object.entries(contents).map(([id, content]) => [Number(id), content])),
  };
  const passes = counted.map((counts) => ({
    table: "users",
    rows: { ...noRows, ...counts },
    open: false,
    keepsState: true,
  }));
  return { tables: new Map([["users", table]]), passes, points: new Map(), watermarks: new Map() };
}

const filling = { inserted: 2, quarantined: 1 };
const filled = copyOf({ 1: "a", 2: "b" }, { waiting: [3], counted: [filling] });

test.each([
  [
    "what changed and was quarantined is what was counted",
    { 1: "a", 2: "c" },
    [3, 4],
    { updated: 1, quarantined: 1 },
    [],
  ],
  ["what was in quarantine before is counted again", { 1: "a", 2: "b" }, [3], { quarantined: 1 }, []],
  [
    "a row changed that no pass has counted",
    { 1: "a", 2: "c" },
    [3],
    {},
    ["users has 1 rows that changed, and its passes changed 0"],
  ],
  [
    "a pass counted a change that is not there",
    { 1: "a", 2: "b" },
    [3],
    { updated: 1 },
    ["users has 0 rows that changed, and its passes changed 1"],
  ],
  [
    "a row was quarantined that no pass has counted",
    { 1: "a", 2: "b" },
    [3, 4],
    {},
    ["users has 1 newly quarantined rows, its passes counted 0"],
  ],
] as const)("%s", (_what, contents, waiting, counts, wrong) => {
  const after = copyOf(contents, { waiting, counted: [filling, counts] });
  expect(wrongIfHalfWritten({ before: filled, after, whole: after })).toEqual(wrong);
});

test("reports a quarantined row that the first run counted and that isn't there", () => {
  const after = copyOf({ 1: "a", 2: "b" }, { counted: [filling] });
  expect(wrongIfHalfWritten({ before: copyOf({}, {}), after, whole: after })).toEqual([
    "the passes quarantined 1 rows: 0 are in quarantine, 0 were released",
  ]);
  expect(wrongIfHalfWritten({ before: copyOf({}, {}), after: filled, whole: filled })).toEqual([]);
});
