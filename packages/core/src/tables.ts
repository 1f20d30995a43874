/**
 * What mirrors need beside the client: the tables of the resources, resources of your own with theirs, the
 * way from an item to its row, and privacy.
 *
 * @module @42sync/core/tables
 */
export type { Column, ColumnKind, KindValue, Reference, RowOf } from "./resource/column.js";
export type { Condition } from "./resource/condition.js";
export { defineResource, type Resource, type ResourceTableInput } from "./resource/define-resource.js";
export type { PrivacyProfile, PrivacyRule, Redact } from "./resource/privacy.js";
export type { LinkValues, Row } from "./resource/row.js";
export { scopeKey, type Scope } from "./resource/scope.js";
export {
  defineTable,
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
export { optionalTables, tables } from "./resources/index.js";
export {
  defineMirror,
  type Mirror,
  type Mirrored,
  type MirrorInput,
  type MirrorPrivacy,
  type ScopeOf,
  type TableRecord,
  type TablesOf,
} from "./define-mirror.js";
