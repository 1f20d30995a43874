/**
 * A typed client of the 42 intranet API, and the declarations of its lists. What only mirrors need is in
 * `@42sync/core/tables`.
 *
 * @module @42sync/core
 */
export * from "./client/index.js";
export { systemClock, type Clock } from "./clock.js";
export * from "./errors/index.js";
export type { Logger } from "./logger.js";
export {
  defineEndpoint,
  type AnyEndpoint,
  type Endpoint,
  type EndpointInput,
  type ItemOf,
  type Traversal,
} from "./resource/endpoint.js";
export { endpoints } from "./resources/index.js";
export type {
  Budget,
  BudgetUsage,
  FaultKind,
  Hooks,
  RequestSent,
  ResponseReceived,
  RetryPlanned,
  WaitBegun,
  RateHeaders,
  RetryOptions,
  RetryPolicy,
  TokenProvider,
  Usage,
} from "./transport/index.js";
