import type { VerifiedTable } from "@42sync/core/sync";
import { expect, test } from "vitest";
import { renderVerify } from "../../src/render/verify.js";

const differences = { missing: [], gone: [], changed: [] };
const table = (name: string, chance: number | null): VerifiedTable => ({
  table: name, how: "list", here: 5, there: 5, aside: 0, found: differences, remains: differences, pending: [], elsewhere: [], owners: null, unlocated: 0, left: null, chance,
  sampled: 0, differing: [], repaired: null, withheld: 0, hits: 1, reason: null, error: null,
});
const render = (...tables: readonly VerifiedTable[]): string =>
  renderVerify({ repairs: false, report: { scope: "cursus=21 campus=1", tables, hits: 2, different: false, failed: false, withheld: 0, beside: null, error: null } }).replaceAll(/ +$/gm, "");

test("a table of which more is open than proven says so, and so does the verdict", () => {
  expect(render(table("users", 0.04), table("scores", 1))).toBe(`
table   compared  here  at 42  missing  gone  changed  pending  hits  chance left  why not whole
──────  ────────  ────  ─────  ───────  ────  ───────  ───────  ────  ───────────  ─────────────
users   list         5      5                                      1        4.0 %
scores  list         5      5                                      1     unproven

no difference in what was compared: 2 hits, cursus=21 campus=1
not proven by this:
  a row too many and a row too few can hide each other: the chance that one such pair was missed is in the table, at most 4.0 %
  unproven: only numbers were compared, and a row too many and a row too few more likely hide each other than show; the next verify or a larger --budget reads more
  values: --sample 500 compares some, nightly reads again what changes in silence
`);
});

test("a chance of half is still a number", () => {
  const shown = render(table("users", 0.5));
  expect([shown.includes("50 %"), shown.includes("unproven"), shown.includes("\nno difference: 2 hits")]).toEqual([true, false, true]);
});

test("where all is unproven nothing is said of a chance", () => {
  expect(render(table("users", 0.51)).split("\n").slice(-5)).toEqual([
    "no difference in what was compared: 2 hits, cursus=21 campus=1",
    "not proven by this:",
    "  unproven: only numbers were compared, and a row too many and a row too few more likely hide each other than show; the next verify or a larger --budget reads more",
    "  values: --sample 500 compares some, nightly reads again what changes in silence",
    "",
  ]);
});
