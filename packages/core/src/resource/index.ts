export type { Column, ColumnKind, KindValue, Reference, RowOf } from "./column.js";
export { defineEndpoint, type AnyEndpoint, type Endpoint, type EndpointInput, type ItemOf, type Traversal } from "./endpoint.js";
export { copiedKeys, mapCopies } from "./copies.js";
export { createRedact, type PrivacyProfile, type PrivacyRule, type Redact, type RedactInput } from "./privacy.js";
export { toLinks, toRow, type LinkValues, type Row } from "./row.js";
export { scopeKey, type Scope } from "./scope.js";
export { rawColumn, wholeItem, withRaw } from "./with-raw.js";
export { defineTable, type AnyTable, type AskBy, type Follows, type LinkTable, type ListQuery, type People, type RowOfTable, type Table, type TableInput } from "./table.js";
export { tiesTo, type Ties } from "./ties.js";
