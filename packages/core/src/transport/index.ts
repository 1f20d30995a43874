export type { Budget, BudgetUsage } from "./budget.js";
export type { Hooks, RequestSent, ResponseReceived, RetryPlanned, WaitBegun } from "./hooks.js";
export { createLimiter } from "./limiter.js";
export { sharedLimiter } from "./shared-limiter.js";
export type { RateHeaders } from "./rate-headers.js";
export type { RetryOptions, RetryPolicy } from "./retry-policy.js";
export type { FaultKind } from "./fault.js";
export type { TokenProvider } from "./token-provider.js";
export { createTransport, defaultBudget, type Transport, type TransportOptions, type Usage } from "./create-transport.js";
