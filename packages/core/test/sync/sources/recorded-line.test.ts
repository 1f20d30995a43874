import { describe, expect, test } from "vitest";
import { BudgetError, ConfigError, NetworkError, RateLimitError } from "../../../src/index.js";
import { reportError } from "../../../src/sync/report/report.js";
import { fromRecordedError, toRecordedError } from "../../../src/sync/sources/recording/recorded-line.js";

describe("a recorded error", () => {
  test.each([
    new BudgetError("hourly limit reached", { limit: "hour", resetsAt: new Date("2026-11-23T09:00:00Z") }),
    new BudgetError("hit budget exhausted", { limit: "max hits", resetsAt: null, hint: "raise it" }),
    new RateLimitError("GET /v2/users: 429"),
    new NetworkError("no connection", { fault: "dns" }),
    new NetworkError("an HTML page", { code: "E_BODY", fault: "html" }),
    new ConfigError("url: missing", { context: { option: "url" } }),
  ])("is reported as when it happened: $message", (error) => {
    const line = JSON.parse(JSON.stringify(toRecordedError(error))) as ReturnType<typeof toRecordedError>;
    const replayed = fromRecordedError(line);
    expect({ ...reportError(replayed), context: replayed.context }).toEqual({
      ...reportError(error),
      context: error.context,
    });
  });

  test("from an earlier release counts as the caller's own limit", () => {
    const line = { code: "E_BUDGET", message: "spent", hint: null, context: {} } as const;
    expect(reportError(fromRecordedError(line))).toMatchObject({ limit: "max hits", resetsAt: null });
  });
});
