import { noRows } from "@42sync/core/sync";
import { expect, test } from "vitest";
import { renderMetrics } from "../../../src/commands/status/metrics.js";
import type { Status } from "../../../src/commands/status/read-status.js";

const scope = "cursus=21 campus=12";
const last = {
  lastOutcome: "complete",
  lastKind: "window",
  lastStartedAt: null,
  lastEndedAt: null,
  lastReason: null,
  lastRows: null,
  thenKind: null,
  thenOutcome: null,
  thenReason: null,
  completedAt: null,
  lagSeconds: 60,
} as const;
const run = {
  name: "nightly",
  scope,
  holder: null,
  startedAt: "2026-11-24T02:00:00.000Z",
  endedAt: "2026-11-24T02:02:12.500Z",
  outcome: "complete",
  running: false,
  reason: null,
  hits: 256,
  bytes: 32_000_000,
  passes: 12,
  rows: { ...noRows, inserted: 10, updated: 20, deleted: 1 },
} as const;

const status: Status = {
  lock: null,
  freshness: [
    { table: "users", scope, watermark: "2026-11-24T02:00:00.500Z", ...last },
    { table: "scores", scope, watermark: null, ...last },
  ],
  runs: [
    {
      id: 3,
      ...run,
      name: "incremental",
      startedAt: "2026-11-24T08:15:00.000Z",
      endedAt: null,
      outcome: null,
      running: true,
      hits: 0,
      bytes: 0,
      rows: noRows,
    },
    { id: 2, ...run },
    { id: 1, ...run, outcome: "failed", hits: 1 },
  ],
  quarantine: [
    {
      table: "coalitions_users",
      reason: "missing_parent",
      missingTable: "coalitions",
      rows: 3,
      oldest: "2026-11-01T00:00:00.000Z",
    },
  ],
  silent: [
    { table: "cursus_users", scope, owners: 500, oldestReadAt: "2026-11-20T02:00:00.000Z", nights: 5 },
  ],
  verified: [
    { table: "users", scope, owners: null, never: 0, oldestAt: "2026-11-24T07:00:00.000Z" },
    { table: "projects_users", scope, owners: 500, never: 120, oldestAt: "2026-11-20T07:00:00.000Z" },
  ],
  days: [],
  usage: [
    {
      application: "https://api.intra.42.fr u-s4t2ud-1",
      perHour: 1200,
      remainingThisHour: 944,
      hourResetsAt: "2026-11-24T03:00:00.000Z",
      changedAt: "2026-11-24T02:02:12.000Z",
    },
  ],
};

test("the status as Prometheus reads it", () => {
  expect(
    renderMetrics({ schema: 'my "intra"', status, stale: [{ table: "scores", scope, lagSeconds: null }] }),
  ).toMatchSnapshot();
});

test("a copy of nothing has no sample, and its metrics all the same", () => {
  const text = renderMetrics({
    schema: "public",
    status: {
      freshness: [],
      runs: [],
      quarantine: [],
      silent: [],
      verified: [],
      days: [],
      usage: [],
      lock: null,
    },
    stale: undefined,
  });
  expect(text.split("\n").filter((line) => line !== "" && !line.startsWith("#"))).toEqual([]);
  expect(text.match(/^# TYPE sync42_\w+ gauge$/gm)).toHaveLength(17);
});
