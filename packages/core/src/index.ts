/**
 * A typed client of the 42 intranet API, and the declarations of its resources and tables.
 *
 * @module @42sync/core
 */
export * from "./client/index.js";
export { systemClock, type Clock } from "./clock.js";
export * from "./errors/index.js";
export { silentLogger, type Logger } from "./logger.js";
export * from "./resource/index.js";
export { endpoints, inReferenceOrder, optionalTables, parentsOf, tables } from "./resources/index.js";
export { mirroredResources, mirroredTables, type MirrorChoice, type MirroredTable } from "./resources/mirrored-tables.js";
export { createLimiter, createSharedBudget, type SharedWindows, type WindowsState, windowsUsage, type WindowsUsage, type Budget, type BudgetUsage, type FaultKind, type Hooks, type RequestSent, type ResponseReceived, type RetryPlanned, type WaitBegun, type RateHeaders, type RetryOptions, type RetryPolicy, type TokenProvider, type Usage } from "./transport/index.js";
export { version } from "./version.js";
