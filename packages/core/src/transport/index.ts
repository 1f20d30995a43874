export type { Budget, BudgetUsage } from "./limits/budget.js";
export type { Hooks, RequestSent, ResponseReceived, RetryPlanned, WaitBegun } from "./hooks.js";
export { createLimiter } from "./limits/limiter.js";
export { sharedLimiter } from "./limits/limiter.js";
export type { RateHeaders } from "./limits/rate-headers.js";
export type { RetryOptions, RetryPolicy } from "./retry/retry-policy.js";
export type { FaultKind } from "./retry/fault.js";
export type { TokenProvider } from "./token/token-source.js";
export {
  createTransport,
  defaultBudget,
  type Transport,
  type TransportOptions,
  type Usage,
} from "./create-transport.js";
