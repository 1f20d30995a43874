export type { Budget, BudgetUsage } from "./budget.js";
export { createSharedBudget, type SharedWindows, type WindowsState } from "./shared-budget.js";
export { windowsUsage, type WindowsUsage } from "./windows-usage.js";
export { createLimiter } from "./limiter.js";
export type { RateHeaders } from "./rate-headers.js";
export type { RetryOptions, RetryPolicy } from "./retry-policy.js";
export type { FaultKind } from "./fault.js";
export type { TokenProvider } from "./token-provider.js";
export { createTransport, defaultBudget, type Transport, type TransportOptions, type Usage } from "./create-transport.js";
