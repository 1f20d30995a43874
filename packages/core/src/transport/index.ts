export type { Budget, BudgetUsage, WhenSpent } from "./budget.js";
export type { FaultKind } from "./fault.js";
export { createLimiter, type LimiterOptions } from "./limiter.js";
export type { RateHeaders } from "./rate-headers.js";
export { defaultRetryPolicy, type RetryPolicy } from "./retry-policy.js";
export type { TokenProvider } from "./token.js";
