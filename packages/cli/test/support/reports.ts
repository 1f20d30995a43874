import { noRows, type PassReport, type RunReport } from "@42sync/core/sync";

/** A complete pass over `users`, but for what is given. */
export function passReport(given: Partial<PassReport> = {}): PassReport {
  return {
    table: "users",
    kind: "full",
    how: "list",
    reason: "not filled yet",
    outcome: "complete",
    rows: { ...noRows, inserted: 24_081 },
    invalidItems: 0,
    overDeletionLimit: 0,
    hits: 241,
    bytes: 28_400_000,
    seconds: 121,
    watermarkBefore: null,
    watermarkAfter: "2026-11-24T02:00:00.000Z",
    error: null,
    ...given,
  };
}

/** A complete nightly of one pass, but for what is given. */
export function runReport(given: Partial<RunReport> = {}): RunReport {
  return {
    name: "nightly",
    runId: 7,
    scope: "cursus=21 campus=all",
    outcome: "complete",
    startedAt: "2026-11-24T02:00:00.000Z",
    seconds: 132,
    hits: 256,
    bytes: 32_000_000,
    passes: [passReport()],
    rows: { ...noRows, inserted: 24_081 },
    invalidItems: 0,
    error: null,
    resetsAt: null,
    interrupted: false,
    unknownFields: {},
    driftedFields: {},
    ...given,
  };
}
