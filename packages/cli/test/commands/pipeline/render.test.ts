import { noRows } from "@42sync/core/sync";
import { describe, expect, test } from "vitest";
import { createPaint } from "../../../src/terminal/paint.js";
import { notes, renderRunReport } from "../../../src/commands/pipeline/render.js";
import { passReport, runReport } from "../../support/reports.js";

const forbidden = {
  code: "E_FORBIDDEN",
  message: "GET /v2/coalitions: 403",
  hint: "ask for the role, or use --except coalitions",
  limit: null,
  resetsAt: null,
  fault: null,
};

describe("a run's report", () => {
  test("is a headline, a table and what is worth knowing", () => {
    const report = runReport({
      outcome: "partial",
      passes: [
        passReport({
          table: "cursus",
          outcome: "skipped",
          how: "none",
          hits: 0,
          rows: noRows,
          reason: "read 3 h ago, good for 20 h",
        }),
        passReport(),
        passReport({
          table: "coalitions",
          outcome: "skipped",
          hits: 1,
          rows: noRows,
          error: forbidden,
          seconds: 0.4,
        }),
        passReport({
          table: "projects_users",
          kind: "window",
          how: "by ids",
          rows: {
            ...noRows,
            inserted: 3,
            updated: 12,
            unchanged: 400,
            stale: 1,
            quarantined: 2,
            skipped: 48,
            linksSkipped: 0,
          },
          hits: 6,
          seconds: 3,
        }),
      ],
      rows: { ...noRows, inserted: 24_084, updated: 12, quarantined: 2, stale: 1 },
    });
    expect(renderRunReport(report, createPaint(false), 120)).toMatchInlineSnapshot(`
      "
      nightly partial: 24,084 rows new, 12 changed; 256 hits, 32 MB, 2 min 12 s

      table           pass               new  changed  unchanged  quarantined  skipped  hits       time
      ──────────────  ──────────────  ──────  ───────  ─────────  ───────────  ───────  ────  ─────────
      cursus          still fresh
      users           full            24,081        0          0            0        0   241  2 min 1 s
      coalitions      skipped              0        0          0            0        0     1        0 s
      projects_users  window, by ids       3       12        401            2       48     6        3 s

      coalitions: GET /v2/coalitions: 403
        hint: ask for the role, or use --except coalitions
      2 rows quarantined until the missing parents arrive; 42sync quarantine --reason missing_parent lists them
      1 row not written, because the stored version is newer
      "
    `);
  });

  test("tells what is odd, one line each", () => {
    const report = runReport({
      rows: { ...noRows, quarantined: 92_370, skipped: 4, linksSkipped: 20, stale: 2 },
      invalidItems: 2,
      driftedFields: {
        users: { "image.link": { count: 2, sampleId: 9, reason: "expected string, received number" } },
      },
      unknownFields: { users: { badge: { count: 24_081, sampleId: 7 }, mood: { count: 1, sampleId: null } } },
    });
    expect(notes(report)).toEqual([
      "92,368 rows quarantined until the missing parents arrive; 42sync quarantine --reason missing_parent lists them",
      "2 invalid items quarantined; 42sync quarantine --reason invalid_item lists them",
      "  users.image.link: expected string, received number (2 items, first in 9)",
      "4 rows skipped: of another cursus, or of people who are not mirrored or were forgotten",
      "20 links skipped, as usual: to a campus or cursus that 42 doesn't list",
      "2 rows not written, because the stored version is newer",
      "users has fields that 42sync doesn't know: badge (first in 7), mood",
    ]);
  });

  test("tells what is gone, what came out of quarantine, and what is not believed", () => {
    const report = runReport({
      passes: [
        passReport({ rows: { ...noRows, deleted: 3 } }),
        passReport({ table: "projects_users", rows: { ...noRows, deleted: 41 } }),
        passReport({ table: "coalitions", kind: "parents", overDeletionLimit: 60 }),
        passReport({ kind: "retry", revalidated: 12 }),
      ],
      rows: { ...noRows, deleted: 44, released: 1 },
    });
    expect(notes(report)).toEqual([
      "44 rows marked as gone, because 42 no longer has them: users 3, projects_users 41",
      "coalitions: 42 no longer has 60 rows, over the deletion limit; none is marked\n  hint: if " +
        "this is right, run with --allow-mass-deletion",
      "users: 12 invalid items became valid",
      "1 row released from quarantine: the missing parents arrived",
    ]);
  });

  test("says of a watermark that was ahead of 42's clock", () => {
    const pass = passReport({
      watermarkBefore: "2026-11-24T05:00:00.000Z",
      watermarkAfter: "2026-11-24T02:00:00.000Z",
    });
    expect(
      notes(
        runReport({
          passes: [
            pass,
            passReport({ watermarkBefore: "2026-11-23T02:00:00.000Z" }),
            passReport({ ...pass, outcome: "failed" }),
          ],
        }),
      ),
    ).toEqual([
      "users: its watermark of 2026-11-24 05:00:00Z was ahead of 42's clock, so the table was " +
        "re-read completely",
    ]);
  });

  test("says when the hour's hits come back, and how to go on", () => {
    const error = {
      code: "E_BUDGET",
      message: "no requests remain this hour",
      hint: null,
      limit: null,
      resetsAt: null,
      fault: null,
    };
    expect(
      notes(
        runReport({
          outcome: "partial",
          error,
          resetsAt: "2026-11-24T03:00:00.000Z",
          passes: [passReport({ outcome: "partial", error })],
        }),
      ),
    ).toEqual([
      "no hits remain this hour, the next ones are available at 2026-11-24 03:00:00Z; run " +
        "nightly again and it resumes where it stopped, or use --wait",
    ]);
  });

  test("says that one's own maximum is spent", () => {
    const error = {
      code: "E_BUDGET",
      message: "the 100 requests that this run may send are spent",
      hint: null,
      limit: null,
      resetsAt: null,
      fault: null,
    };
    expect(notes(runReport({ outcome: "partial", error }))).toEqual([
      "stopped: the 100 requests that this run may send are spent; run nightly again and it " +
        "resumes where it stopped",
    ]);
  });

  test("says how to go on after Ctrl-C", () => {
    expect(
      notes(
        runReport({ outcome: "partial", interrupted: true, passes: [passReport({ outcome: "partial" })] }),
      ),
    ).toEqual(["stopped as requested; run nightly again and it resumes where it stopped"]);
  });

  test("says once why it failed, and what to do", () => {
    const error = {
      code: "E_AUTH",
      message: "42 refused the application's secret",
      hint: "make the next one",
      limit: null,
      resetsAt: null,
      fault: null,
    };
    expect(
      notes(runReport({ outcome: "failed", error, passes: [passReport({ outcome: "failed", error })] })),
    ).toEqual(["42 refused the application's secret\n  hint: make the next one"]);
  });
});
