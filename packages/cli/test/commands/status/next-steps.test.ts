import { noRows } from "@42sync/core/sync";
import { expect, test } from "vitest";
import { nextSteps } from "../../../src/commands/status/next-steps.js";
import type { Status } from "../../../src/commands/status/read-status.js";

const run = {
  id: 7,
  name: "nightly",
  scope: "cursus=21 campus=all",
  holder: null,
  startedAt: "2026-11-24T02:00:00.000Z",
  endedAt: "2026-11-24T02:10:00.000Z",
  outcome: "complete",
  running: false,
  reason: null,
  hits: 1,
  bytes: 1,
  passes: 1,
  rows: noRows,
} as const;
const table = {
  table: "users",
  scope: "cursus=21 campus=all",
  watermark: "2026-11-24T02:00:00.000Z",
  completedAt: null,
  lagSeconds: 3600,
  lastOutcome: "complete",
  lastKind: "full",
  lastStartedAt: null,
  lastEndedAt: null,
  lastReason: null,
  lastRows: null,
  thenKind: null,
  thenOutcome: null,
  thenReason: null,
} as const;
const nothing: Status = {
  freshness: [],
  runs: [],
  quarantine: [],
  silent: [],
  verified: [],
  days: [],
  usage: [],
  lock: null,
};

test("a copy that is well needs nothing", () => {
  expect(nextSteps({ ...nothing, runs: [run], freshness: [table] })).toEqual([]);
});

test("a run that failed, or stopped, is what comes first, also while another one is under way", () => {
  const under = { ...run, id: 8, outcome: null, running: true, endedAt: null };
  expect([
    nextSteps({
      ...nothing,
      runs: [under, { ...run, outcome: "failed", reason: "GET /v2/users: 500 after 4 attempts" }],
    }),
    nextSteps({ ...nothing, runs: [{ ...run, outcome: "partial" }] }),
  ]).toEqual([
    [
      "42sync runs 7 shows why the last run failed (GET /v2/users: 500 after 4 attempts); 42sync " +
        "doctor checks what it needs",
    ],
    ["run 42sync nightly again and it resumes where run 7 stopped; 42sync runs 7 shows where"],
  ]);
});

test("a run that was killed is gone on with, also where the one before it failed", () => {
  const killed = { ...run, id: 8, outcome: "killed" as const, endedAt: null };
  expect(nextSteps({ ...nothing, runs: [killed, { ...run, outcome: "failed" }] })).toEqual([
    "run 42sync nightly again and it resumes where run 8 was killed",
  ]);
});

test("a copy that is old wants a nightly, items that did not fit a look", () => {
  const invalidItem = {
    table: "users",
    reason: "invalid_item",
    missingTable: null,
    rows: 1,
    oldest: "2026-11-24T02:00:00.000Z",
  } as const;
  expect(
    nextSteps({
      ...nothing,
      runs: [run],
      freshness: [{ ...table, lagSeconds: 30 * 3600 }],
      quarantine: [invalidItem],
    }),
  ).toEqual([
    "42sync nightly; 42sync schedule makes it run every night",
    "there are invalid items: 42sync quarantine --reason invalid_item",
  ]);
});

test("a run is advised for the scopes that are here, unless the config file names them", () => {
  const stale = ["cursus=21 campus=1", "cursus=9 campus=12"].map((scope) => ({
    ...table,
    scope,
    lagSeconds: 30 * 3600,
  }));
  const partial: Status = { ...nothing, runs: [{ ...run, scope: "cursus=21 campus=1", outcome: "partial" }] };
  const settings = { campus: { names: ["paris"], from: "42sync.config.ts: campus" } };
  expect([
    nextSteps({ ...nothing, freshness: stale }),
    nextSteps({ ...nothing, freshness: stale.slice(0, 1) }, settings),
    nextSteps(partial),
  ]).toEqual([
    [
      "42sync nightly --campus 1; 42sync nightly --campus 12 --cursus 9; 42sync schedule makes " +
        "it run every night",
    ],
    ["42sync nightly; 42sync schedule makes it run every night"],
    ["run 42sync nightly --campus 1 again and it resumes where run 7 stopped; 42sync runs 7 shows where"],
  ]);
});

test("no run is advised while one is under way", () => {
  const lock = { run: "nightly", holder: null, since: "2026-11-24T02:00:00.000Z", backendPid: 42 };
  expect([
    nextSteps({ ...nothing, lock, freshness: [{ ...table, lagSeconds: null }] }),
    nextSteps({ ...nothing, lock, runs: [{ ...run, outcome: "partial" }] }),
  ]).toEqual([[], []]);
});
