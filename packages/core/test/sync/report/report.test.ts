import { describe, expect, test } from "vitest";
import { BudgetError, ConfigError, NetworkError, RateLimitError } from "../../../src/index.js";
import { reportError } from "../../../src/sync/report/report.js";

const resetsAt = new Date("2026-11-23T09:00:00Z");
const none = { hint: null, limit: null, resetsAt: null, fault: null };

describe("a reported error", () => {
  test.each([
    [
      "an hour without hits",
      new BudgetError("hourly limit reached", { limit: "hour", resetsAt, hint: "continue later" }),
      { ...none, code: "E_BUDGET", hint: "continue later", limit: "hour", resetsAt: resetsAt.toISOString() },
    ],
    [
      "the caller's own limit",
      new BudgetError("hit budget exhausted", { limit: "max hits", resetsAt: null }),
      { ...none, code: "E_BUDGET", limit: "max hits" },
    ],
    ["a 429", new RateLimitError("GET /v2/users: 429"), { ...none, code: "E_RATE_LIMIT", limit: "second" }],
    [
      "an unreachable API",
      new NetworkError("no connection", { cause: Object.assign(new Error(), { code: "ENOTFOUND" }) }),
      { ...none, code: "E_NETWORK", fault: "dns" },
    ],
    ["any other error of ours", new ConfigError("url: missing"), { ...none, code: "E_CONFIG" }],
    ["a bug", new TypeError("x is undefined"), { ...none, code: "E_BUG" }],
  ])("of %s has its facts in fields", (_name, error, expected) => {
    expect(reportError(error)).toEqual({ ...expected, message: error.message });
  });
});
