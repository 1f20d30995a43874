import { noRows } from "@42sync/core/sync";
import { describe, expect, test } from "vitest";
import { reportToExitCode } from "../../../src/commands/pipeline/report-exit-code.js";
import { passReport, runReport } from "../../support/reports.js";

const error = (code: string) => ({
  code,
  message: "it failed",
  hint: null,
  limit: null,
  resetsAt: null,
  fault: null,
});

describe("the exit code of a run", () => {
  test("0: complete, also with rows in quarantine for a missing parent", () => {
    expect(reportToExitCode(runReport({ rows: { ...noRows, quarantined: 92_368 } }))).toBe(0);
  });

  test("6: complete, but items did not fit", () => {
    expect(reportToExitCode(runReport({ invalidItems: 1 }))).toBe(6);
  });

  test("6: complete, but more is gone than is believed", () => {
    expect(reportToExitCode(runReport({ passes: [passReport({ overDeletionLimit: 60 })] }))).toBe(6);
  });

  test("6: partial, whatever cut it short", () => {
    expect(
      reportToExitCode(
        runReport({
          outcome: "partial",
          error: error("E_BUDGET"),
          passes: [passReport({ outcome: "partial" })],
        }),
      ),
    ).toBe(6);
    expect(reportToExitCode(runReport({ outcome: "partial", interrupted: true, passes: [] }))).toBe(6);
    expect(
      reportToExitCode(
        runReport({
          outcome: "partial",
          passes: [passReport({ outcome: "skipped", error: error("E_FORBIDDEN") })],
        }),
      ),
    ).toBe(6);
    expect(
      reportToExitCode(
        runReport({
          outcome: "partial",
          passes: [
            passReport(),
            passReport({ table: "projects", outcome: "failed", error: error("E_HTTP") }),
          ],
        }),
      ),
    ).toBe(6);
  });

  test("the error's own: nothing at all could be read", () => {
    const passes = [
      passReport({ outcome: "failed", error: error("E_HTTP") }),
      passReport({ outcome: "skipped", error: error("E_PLAN") }),
    ];
    expect(reportToExitCode(runReport({ outcome: "partial", passes }))).toBe(4);
  });

  test("4: a resource whose drift is strict is not as declared, whatever else went well", () => {
    expect(
      reportToExitCode(
        runReport({
          outcome: "partial",
          passes: [
            passReport(),
            passReport({ table: "projects", outcome: "failed", error: error("E_DRIFT") }),
          ],
        }),
      ),
    ).toBe(4);
  });

  test.each([
    ["E_AUTH", 3],
    ["E_HTTP", 4],
    ["E_NETWORK", 4],
    ["E_TIMEOUT", 4],
    ["E_BODY", 4],
    ["E_RATE_LIMIT", 4],
    ["E_TRAVERSAL", 4],
    ["E_STORE", 5],
    ["E_FOREIGN_TABLE", 5],
    ["E_CONFIG", 2],
    ["E_QUERY", 2],
    ["E_PLAN", 2],
    ["E_LOCKED", 75],
    ["E_BUG", 1],
  ])("failed by %s: %i", (code, exitCode) => {
    expect(reportToExitCode(runReport({ outcome: "failed", error: error(code) }))).toBe(exitCode);
  });
});
