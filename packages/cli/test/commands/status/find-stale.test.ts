import { expect, test } from "vitest";
import type { Freshness } from "@42sync/pg-store";
import { findStale } from "../../../src/commands/status/find-stale.js";

const one = (table: string, scope: string, lagSeconds: number | null, lastStartedAt: string): Freshness => ({
  table,
  scope,
  lagSeconds,
  lastStartedAt,
  watermark: null,
  completedAt: null,
  lastOutcome: null,
  lastKind: null,
  lastEndedAt: null,
  lastReason: null,
  lastRows: null,
  thenKind: null,
  thenOutcome: null,
  thenReason: null,
});
const hour = 3600;

test("what is older, or was never complete, is stale; a scope left a week ago is not judged", () => {
  const freshness = [
    one("users", "paris", 2 * hour, "2026-11-24T02:00:00Z"),
    one("projects", "paris", 27 * hour, "2026-11-23T02:00:00Z"),
    one("teams", "paris", null, "2026-11-24T02:00:00Z"),
    one("users", "lyon", 48 * hour, "2026-11-20T02:00:00Z"),
    one("users", "tried once", 900 * hour, "2026-10-01T02:00:00Z"),
  ];
  expect(findStale(freshness, 26 * hour * 1000)).toEqual([
    { table: "projects", scope: "paris", lagSeconds: 27 * hour },
    { table: "teams", scope: "paris", lagSeconds: null },
    { table: "users", scope: "lyon", lagSeconds: 48 * hour },
  ]);
});

test("when nothing has run for a month, the last scope is still judged", () => {
  expect(
    findStale([one("users", "paris", 720 * hour, "2026-10-24T02:00:00Z")], 26 * hour * 1000),
  ).toHaveLength(1);
});

test("a watermark that is still to come is stale, a clock that is a little ahead is not", () => {
  const freshness = [
    one("users", "paris", -2 * hour, "2026-11-24T02:00:00Z"),
    one("projects", "paris", -60, "2026-11-24T02:00:00Z"),
  ];
  expect(findStale(freshness, 26 * hour * 1000)).toEqual([
    { table: "users", scope: "paris", lagSeconds: -2 * hour },
  ]);
});
