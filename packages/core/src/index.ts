/**
 * A typed client of the 42 intranet API, and the declarations of its lists. What only mirrors need is in
 * `@42sync/core/tables`.
 *
 * @module @42sync/core
 */
export * from "./client/index.js";
export { systemClock, type Clock } from "./clock.js";
export * from "./errors/index.js";
export { silentLogger, type Logger } from "./logger.js";
export {
  defineEndpoint,
  type AnyEndpoint,
  type Endpoint,
  type EndpointInput,
  type ItemOf,
  type Traversal,
} from "./resource/endpoint.js";
export { endpoints } from "./resources/index.js";
export {
  createLimiter,
  sharedLimiter,
  type Budget,
  type BudgetUsage,
  type FaultKind,
  type Hooks,
  type RequestSent,
  type ResponseReceived,
  type RetryPlanned,
  type WaitBegun,
  type RateHeaders,
  type RetryOptions,
  type RetryPolicy,
  type TokenProvider,
  type Usage,
} from "./transport/index.js";
export { version } from "./version.js";
