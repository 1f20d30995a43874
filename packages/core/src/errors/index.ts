export { Error42, isError42, type Error42Options, type ErrorCode, type ErrorContext } from "./error42.js";
export {
  AbortedError,
  AuthError,
  BudgetError,
  ConfigError,
  HttpError,
  NetworkError,
  PlanError,
  QueryError,
  RateLimitError,
  SchemaError,
  StoreError,
  TraversalError,
  type BudgetErrorOptions,
  type HttpErrorOptions,
  type NetworkErrorOptions,
  type SpentLimit,
} from "./errors.js";
export type { NetworkFault } from "./network-fault.js";
