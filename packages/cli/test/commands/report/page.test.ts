import { noRows } from "@42sync/core/sync";
import type { Freshness, RunDetails, RunSummary } from "@42sync/pg-store";
import { describe, expect, test } from "vitest";
import { reachOf, roundMax } from "../../../src/commands/report/page/axis.js";
import { html } from "../../../src/commands/report/page/html.js";
import { reportPage } from "../../../src/commands/report/page/page.js";
import { toNights, type ReportData } from "../../../src/commands/report/page/report-data.js";
import { toVerdict } from "../../../src/commands/report/page/summary.js";

const run = (id: number, startedAt: string, more: Partial<RunSummary> = {}): RunSummary => ({
  id,
  name: "nightly",
  scope: "cursus=21 campus=12",
  holder: null,
  startedAt,
  endedAt: new Date(Date.parse(startedAt) + 90_000).toISOString(),
  outcome: "complete",
  running: false,
  reason: null,
  hits: 40,
  bytes: 2_000_000,
  passes: 1,
  rows: { ...noRows, inserted: 10, updated: 30 },
  ...more,
});
const fresh = (table: string, more: Partial<Freshness> = {}): Freshness => ({
  table,
  scope: "cursus=21 campus=12",
  watermark: "2026-11-26T02:00:00.000Z",
  completedAt: "2026-11-26T02:01:00.000Z",
  lagSeconds: 21_600,
  lastOutcome: "complete",
  lastKind: "window",
  lastStartedAt: "2026-11-26T02:00:00.000Z",
  lastEndedAt: "2026-11-26T02:01:00.000Z",
  lastReason: null,
  lastRows: null,
  thenKind: null,
  thenOutcome: null,
  thenReason: null,
  ...more,
});
const now = new Date("2026-11-26T08:00:00Z");
const runs = [
  run(5, "2026-11-26T02:00:00.000Z"),
  run(4, "2026-11-25T15:00:00.000Z", { name: "incremental", hits: 9 }),
  run(3, "2026-11-25T02:00:00.000Z"),
  run(2, "2026-11-23T02:00:00.000Z", {
    outcome: "partial",
    reason: `no requests remain this hour <script>alert("42")</script>`,
  }),
  run(1, "2026-11-22T02:00:00.000Z", { hits: 256, rows: { ...noRows, inserted: 20_000 } }),
];
const data: ReportData = {
  label: "PostgreSQL campus at db.example, schema public",
  madeAt: now.toISOString(),
  nights: toNights(runs, now, 30),
  freshness: [fresh("projects_users"), fresh("users")],
  rows: { projects_users: 6159, users: 305 },
  changes: [
    { table: "campuses", inserted: 0, updated: 0, deleted: 0 },
    { table: "users", inserted: 3, updated: 120, deleted: 1 },
    { table: "projects_users", inserted: 40, updated: 300, deleted: 0 },
  ],
  quarantine: [
    {
      table: "coalitions_users",
      reason: "missing_parent",
      missingTable: "coalitions",
      rows: 4,
      oldest: "2026-11-22T02:00:00.000Z",
    },
  ],
  perHour: null,
  runs,
  lastRun: { ...run(5, "2026-11-26T02:00:00.000Z"), passDetails: [] } as RunDetails,
};

/** Tags that are opened and never closed, or closed and never opened. */
function unbalanced(page: string): readonly string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, close, tag = "", rest = ""] of page
    .replace(/<style>[\s\S]*?<\/style>/, "")
    .matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>/g)) {
    if (["meta", "rect", "path"].includes(tag) || rest.endsWith("/")) continue;
    if (close === "") open.push(tag);
    else if (open.at(-1) === tag) open.pop();
    else wrong.push(tag);
  }
  return [...wrong, ...open];
}

const bars = (page: string, title: string, series: number): number => {
  const chart = new RegExp(`<h2>${title}</h2>[\\s\\S]*?</svg>`).exec(page)?.[0] ?? "";
  return chart.split(`<rect class="s${String(series)}"`).length - 1;
};

describe("the report", () => {
  const page = reportPage(data);

  test("needs nothing from elsewhere, and runs nothing", () => {
    expect(page.match(/https?:|src=|href=|url\(|@import|<script|<link|<img|<iframe|\son\w+=/gi)).toBeNull();
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  test("is well formed, for light and dark and for a phone", () => {
    expect(unbalanced(page)).toEqual([]);
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    for (const part of [
      "prefers-color-scheme:dark",
      `<meta name="viewport" content="width=device-width, initial-scale=1">`,
      "@media (max-width:760px)",
    ])
      expect(page).toContain(part);
  });

  test("has a bar for each day that had a run and a gap for one that had none, with the figures below", () => {
    expect(data.nights.map(({ day, runs: count }) => [day, count])).toEqual([
      ["2026-11-20", 0],
      ["2026-11-21", 0],
      ["2026-11-22", 1],
      ["2026-11-23", 1],
      ["2026-11-24", 0],
      ["2026-11-25", 2],
      ["2026-11-26", 1],
    ]);
    expect([
      bars(page, "Requests", 1),
      bars(page, "Requests", 2),
      bars(page, "Rows", 1),
      bars(page, "Time", 1),
    ]).toEqual([4, 1, 4, 4]);
    expect(page).toContain("<g><title>25 Nov: nightly 40, incremental 9</title>");
    expect(page).toContain(`<tr><th scope="row">25 Nov</th><td>40</td><td>9</td><td>49</td></tr>`);
  });

  test("says how many requests are allowed only where that is known", () => {
    expect(/Requests of each day&#39;s runs[^.]*\./.exec(page)?.[0]).toBe("Requests of each day&#39;s runs.");
    expect(/Requests of each day&#39;s runs[^.]*\./.exec(reportPage({ ...data, perHour: 4800 }))?.[0]).toBe(
      "Requests of each day&#39;s runs; the limit is 4,800 an hour.",
    );
  });

  test("cuts the day that filled the tables, and says so", () => {
    expect(page).toContain("New and changed rows of each day. 22 Nov goes up to 20,000.");
    expect(/<h2>Rows<\/h2>[\s\S]*?<\/svg>/.exec(page)?.[0].split('class="cut"').length).toBe(2);
  });

  test("shows what changed most first, and not what did not", () => {
    const list = /<h2>What changed most<\/h2>[\s\S]*?<\/section>/.exec(page)?.[0] ?? "";
    expect(
      [...list.matchAll(/<span class="name">(\w+)<\/span><span class="value">([\d,]+)</g)].map(
        ([, name, value]) => [name, value],
      ),
    ).toEqual([
      ["projects_users", "340"],
      ["users", "124"],
    ]);
  });

  test("escapes what comes from elsewhere", () => {
    expect(page).toContain("no requests remain this hour &lt;script&gt;alert(&quot;42&quot;)&lt;/script&gt;");
    expect(html`<b title="${'"'}">${["<", html`<i></i>`, null, false, 0]}</b>`.markup).toBe(
      '<b title="&quot;">&lt;<i></i>0</b>',
    );
  });

  test("of nothing says so", () => {
    const empty = reportPage({
      ...data,
      nights: toNights([], now, 30),
      freshness: [],
      rows: {},
      changes: [],
      quarantine: [],
      runs: [],
      lastRun: undefined,
    });
    expect(unbalanced(empty)).toEqual([]);
    for (const part of [
      "Nothing is mirrored yet.",
      "There has been no run yet.",
      "No table has been read yet.",
      "Empty: every row has its parents.",
    ])
      expect(empty).toContain(part);
  });
});

describe("its parts", () => {
  test("an axis ends at a round number whose half is round", () => {
    expect([0, 1, 3, 49, 160, 1200, 10_551].map((value) => roundMax([value]))).toEqual([
      10, 2, 4, 60, 200, 2000, 20_000,
    ]);
    expect([0, 3, 95, 130, 4000].map((value) => roundMax([value], "seconds"))).toEqual([
      60, 4, 120, 240, 7200,
    ]);
    expect([reachOf([]), reachOf([5]), reachOf([10, 9]), reachOf([1000, 9, 3])]).toEqual([0, 5, 10, 9]);
  });

  test("the verdict names what is wrong", () => {
    expect(toVerdict(data)).toEqual({
      tone: "good",
      label: "Fresh: every table is complete, the oldest up to 6 h ago.",
    });
    expect(
      toVerdict({ ...data, freshness: [fresh("users", { watermark: null, lagSeconds: null })] }),
    ).toEqual({ tone: "bad", label: "Not complete yet: users." });
    expect(toVerdict({ ...data, freshness: [fresh("users", { lagSeconds: 100_000 })] })).toEqual({
      tone: "bad",
      label: "Late: the oldest table is 1 d 3 h old.",
    });
    expect(toVerdict({ ...data, runs: [run(6, "2026-11-26T03:00:00.000Z", { outcome: "failed" })] })).toEqual(
      { tone: "warn", label: "Fresh, but the last run failed; the oldest table is 6 h old." },
    );
  });
});
