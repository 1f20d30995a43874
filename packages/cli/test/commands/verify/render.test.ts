import type { ReportedError, VerifiedTable } from "@42sync/core/sync";
import { expect, test } from "vitest";
import { renderVerify } from "../../../src/commands/verify/render.js";

const differences = { missing: [], gone: [], changed: [] };
const table = (name: string, chance: number | null): VerifiedTable => ({
  table: name,
  how: "list",
  here: 5,
  there: 5,
  knownNotStored: 0,
  found: differences,
  remains: differences,
  pending: [],
  elsewhere: [],
  owners: null,
  unlocated: 0,
  remaining: null,
  chance,
  sampled: 0,
  differing: [],
  repaired: null,
  overDeletionLimit: 0,
  hits: 1,
  reason: null,
  shortfall: null,
  error: null,
});
const render = (...tables: readonly VerifiedTable[]): string =>
  renderVerify({
    repairs: false,
    report: {
      scope: "cursus=21 campus=1",
      tables,
      hits: 2,
      different: false,
      failed: false,
      overDeletionLimit: 0,
      beside: null,
      error: null,
    },
  }).replaceAll(/ +$/gm, "");

test("a table of which hardly a row was looked at says so, and so does the verdict", () => {
  expect(render(table("users", 0.04), table("scores", 1))).toBe(`
table   compared  here  at 42  missing  gone  changed  pending  hits          sure  why not whole
──────  ────────  ────  ─────  ───────  ────  ───────  ───────  ────  ────────────  ─────────────
users   list         5      5                                      1        96.0 %
scores  list         5      5                                      1  numbers only

no difference in what was compared: 2 hits, cursus=21 campus=1
this does not prove:
  sure below 100 %: some rows were only counted there, and in a count one missing and one surplus row cancel out; the number is how likely such a pair would have been found
  numbers only: so much was only counted there that one missing and one surplus row would more likely cancel out than be found; the next verify or a larger --budget reads more ids
  the values in the rows: --sample 500 compares some, and nightly re-reads what changes without notice
`);
});

test.each([
  [0, "100 %"],
  [1e-17, "99.9 %"],
  [0.0003, "99.9 %"],
  [0.072, "92.8 %"],
  [0.37, "63 %"],
  [0.5, "50 %"],
])("a chance of %d that a pair hides is shown as %s sure", (chance, sure) => {
  expect(render(table("users", chance)).split("\n")[3]?.trim().split(/ {2,}/).at(-1)).toBe(sure);
});

test("of a table that was not compared whole it is said of what was compared", () => {
  const sure = (one: Partial<VerifiedTable>): string | undefined =>
    render({ ...table("users", 0), ...one })
      .split("\n")[3]
      ?.slice(0, 98)
      .trim()
      .split(/ {2,}/)
      .at(-1);
  expect([
    sure({ owners: { compared: 100, of: 24_081 } }),
    sure({ owners: { compared: 200, of: 200 } }),
  ]).toEqual(["100 % of those", "100 %"]);
  expect(render({ ...table("users", 0.04), reason: "23,981 owners not compared" })).toContain(
    "  96.0 % of those  23,981 owners not compared\n",
  );
});

test("half is still a number", () => {
  const shown = render(table("users", 0.5));
  expect([
    shown.includes("50 %"),
    shown.includes("numbers only"),
    shown.includes("\nno difference: 2 hits"),
  ]).toEqual([true, false, true]);
});

test("where only numbers were compared nothing is said of a chance", () => {
  expect(render(table("users", 0.51)).split("\n").slice(-5)).toEqual([
    "no difference in what was compared: 2 hits, cursus=21 campus=1",
    "this does not prove:",
    "  numbers only: so much was only counted there that one missing and one surplus row would " +
      "more likely cancel out than be found; the next verify or a larger --budget reads more ids",
    "  the values in the rows: --sample 500 compares some, and nightly re-reads what changes without notice",
    "",
  ]);
});

test("a limit that stops several tables is explained once, below them", () => {
  const spent: ReportedError = {
    code: "E_BUDGET",
    message: "hourly limit reached (1200 of 1200 hits)",
    hint: "run it again after 2026-11-26 16:00:04Z",
    limit: "hour",
    resetsAt: "2026-11-26T16:00:04.000Z",
    fault: null,
  };
  const gone = {
    code: "E_NETWORK",
    message: "GET /v2/scores: 42 cannot be reached",
    hint: null,
    limit: null,
    resetsAt: null,
    fault: null,
  };
  const none = { here: null, there: null, chance: null, how: "none", hits: 0 } as const;
  const tables = [
    { ...table("users", 0), reason: `not whole: ${spent.message}`, error: spent },
    { ...table("teams", 0), ...none, reason: spent.message, error: spent },
    { ...table("scores", 0), ...none, reason: gone.message, error: gone },
    { ...table("titles", 0), ...none, reason: "not reached" },
  ];
  const shown = renderVerify({
    repairs: false,
    report: {
      scope: "cursus=21 campus=1",
      tables,
      hits: 2,
      different: false,
      failed: true,
      overDeletionLimit: 0,
      beside: null,
      error: gone,
    },
  }).split("\n");
  expect([shown.slice(3, 7).map((line) => line.trim().split(/ {2,}/).at(-1)), shown.slice(7, 11)]).toEqual([
    [`not whole: ${spent.message}`, spent.message, gone.message, "not reached"],
    [
      "",
      spent.message,
      "  hint: run it again after 2026-11-26 16:00:04Z",
      "no difference in what was compared: 2 hits, cursus=21 campus=1",
    ],
  ]);
});
