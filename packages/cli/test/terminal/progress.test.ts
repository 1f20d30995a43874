import { noRows, type RunEvent } from "@42sync/core/sync";
import { describe, expect, test } from "vitest";
import { createProgressBars } from "../../src/terminal/progress/progress-bars.js";
import { createProgressLines } from "../../src/terminal/progress/progress-lines.js";
import { secondsRemaining } from "../../src/terminal/progress/progress.js";
import { captureOutputs } from "../support/command-line.js";
import { passReport } from "../support/reports.js";

const usage = { remainingThisHour: 1140, requestsPerSecond: 2, perHour: 1200 };
const page = (pages: number): RunEvent => ({
  type: "page",
  table: "users",
  rows: pages * 100,
  pages,
  totalPages: 241,
  counts: noRows,
});

describe("progress", () => {
  test("in a log is plain lines with times: one a pass, one a minute within a long one", () => {
    let now = Date.parse("2026-11-24T02:00:00Z");
    const { io, said } = captureOutputs();
    const { onEvent, log } = createProgressLines(io.log, {
      usage: () => usage,
      wait: false,
      now: () => now,
    });
    log({ level: "info", message: "database: PostgreSQL mirror at db, schema public" });
    onEvent({ type: "run", runId: 7, name: "nightly", passes: 17, tables: 12, skipped: 0 });
    onEvent({ type: "run", runId: 8, name: "incremental", passes: 17, tables: 12, skipped: 6 });
    onEvent({ type: "pass", table: "users", kind: "full", reason: "not filled yet", resumed: true });
    for (let pages = 1; pages <= 130; pages += 1) {
      now += 500;
      onEvent(page(pages));
    }
    onEvent({
      type: "pass-end",
      table: "users",
      report: passReport({
        rows: { ...noRows, inserted: 12, updated: 1, unchanged: 80, stale: 1, quarantined: 3, skipped: 48 },
      }),
    });
    onEvent({
      type: "pass-end",
      table: "cursus",
      report: passReport({
        table: "cursus",
        outcome: "failed",
        kind: "window",
        how: "by ids",
        rows: noRows,
        hits: 1,
        seconds: 2,
      }),
    });
    expect(said.err).toBe(
      [
        "2026-11-24 02:00:00Z database: PostgreSQL mirror at db, schema public",
        "2026-11-24 02:00:00Z run 7 (nightly) begins, 12 tables",
        "2026-11-24 02:00:00Z run 8 (incremental) begins, 6 of 12 tables",
        "2026-11-24 02:00:00Z users: resumes where the last run stopped",
        "2026-11-24 02:01:00Z users: 12,000 rows, page 120 of 241, 1,140 hits remaining this " +
          "hour, 1 min 1 s remaining",
        "2026-11-24 02:01:05Z users: full, 12 new, 1 changed, 81 unchanged, 3 quarantined, 48 " +
          "skipped; 241 hits, 2 min 1 s",
        "2026-11-24 02:01:05Z cursus: window, by ids, failed, 0 new, 0 changed, 0 unchanged; 1 hit, 2 s",
        "",
      ].join("\n"),
    );
  });

  test("on a terminal is a bar with rows, pages, hits and time left, then a line that stays", () => {
    const { io, said } = captureOutputs({ terminal: true, columns: 120 });
    const progress = createProgressBars(io, { usage: () => usage, wait: false, now: () => 0 });
    progress.onEvent({
      type: "pass",
      table: "users",
      kind: "full",
      reason: "not filled yet",
      resumed: false,
    });
    progress.onEvent(page(120));
    progress.log({ level: "warn", message: "the secret is valid until tomorrow" });
    progress.onEvent({ type: "pass-end", table: "users", report: passReport() });
    progress.stop();
    const plain = said.err.replaceAll(/\u001b(\[[0-9;?]*[A-Za-z]|[78])/g, "\n");
    const lines = [
      ...new Set(
        plain
          .split(/\n+/)
          .map((line) => line.trimEnd())
          .filter((line) => line !== ""),
      ),
    ];
    expect(lines).toEqual([
      "users                not filled yet",
      "users                ██████████░░░░░░░░░░ 12,000 rows · page 120/241 · 1,140 hits " +
        "remaining · 1 min 1 s remaining",
      "warning: the secret is valid until tomorrow",
      "✓ users              full                 24,081 new, 0 changed · 241 hits · 2 min 1 s",
    ]);
    expect(said.err.endsWith("\n")).toBe(true);
  });

  test("the time left counts the hours that --wait sleeps out", () => {
    expect([
      secondsRemaining(100, usage, false),
      secondsRemaining(100, usage, true),
      secondsRemaining(1141, usage, true),
      secondsRemaining(15_400, usage, true),
    ]).toEqual([50, 50, 3600, 43_200]);
    expect(secondsRemaining(100, { ...usage, requestsPerSecond: 0 }, false)).toBeNull();
  });
});
