/**
 * What mirrors need beside the client: the tables of the resources, resources of your own with theirs, the
 * way from an item to its row, and privacy.
 *
 * @module @42sync/core/tables
 */
export type { Column, ColumnKind, KindValue, Reference, RowOf } from "./resource/column.js";
export type { Condition } from "./resource/condition.js";
export { checkResource } from "./resource/check-resource.js";
export { copiedKeys, mapCopies } from "./resource/copies.js";
export { defineResource, type Resource, type ResourceTableInput } from "./resource/define-resource.js";
export {
  createRedact,
  type PrivacyProfile,
  type PrivacyRule,
  type Redact,
  type RedactInput,
} from "./resource/privacy.js";
export { ownerColumn } from "./resource/owner-column.js";
export { inReferenceOrder, parentsOf } from "./resource/reference-order.js";
export { toLinks, toRow, type LinkValues, type Row } from "./resource/row.js";
export { scopeKey, type Scope } from "./resource/scope.js";
export { rawColumn, wholeItem, withRaw } from "./resource/with-raw.js";
export {
  defineTable,
  windowOf,
  type AnyTable,
  type AskBy,
  type BelongsTo,
  type Follows,
  type LinkTable,
  type ListQuery,
  type People,
  type RowOfTable,
  type Table,
  type TableInput,
  type Window,
} from "./resource/table.js";
export { tiesTo, type Ties } from "./resource/ties.js";
export { optionalTables, tables } from "./resources/index.js";
export {
  mirroredResources,
  mirroredTables,
  type MirrorChoice,
  type MirroredTable,
} from "./resources/mirrored-tables.js";
