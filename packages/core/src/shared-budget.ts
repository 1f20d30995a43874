/**
 * The hits of one application, shared by several processes and hosts: what a store for them (a database)
 * needs beside the client.
 *
 * @module @42sync/core/shared-budget
 */
export { createSharedBudget, type SharedBudget } from "./transport/limits/shared/shared-budget.js";
export type { SharedWindows, WindowsState } from "./transport/limits/shared/shared-windows.js";
