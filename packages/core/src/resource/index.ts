export type { Column, ColumnKind, KindValue, Reference, RowOf } from "./column.js";
export { defineEndpoint, type AnyEndpoint, type Endpoint, type EndpointInput, type ItemOf, type Traversal } from "./endpoint.js";
export { toLinks, toRow, type LinkValues, type Row } from "./row.js";
export { scopeKey, type Scope } from "./scope.js";
export { rawColumn, wholeItem, withRaw } from "./with-raw.js";
export { defineTable, type AnyTable, type AskBy, type Follows, type LinkTable, type ListQuery, type RowOfTable, type Table, type TableInput } from "./table.js";
