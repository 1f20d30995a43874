import type { ColumnKind } from "@42sync/core/tables";

/**
 * The PostgreSQL type of each kind. `integer` stays 32 bits wide, because `pg` hands out 64 bits as text; the
 * value that is larger is quarantined, see page/values/fit-value.ts.
 */
export const columnTypes: Readonly<Record<ColumnKind, string>> = {
  bigint: "bigint",
  integer: "integer",
  double: "double precision",
  boolean: "boolean",
  text: "text",
  timestamp: "timestamp with time zone",
  json: "jsonb",
  "bigint[]": "bigint[]",
};

/**
 * The type of the elements that a parameter array carries. Values that are arrays or JSON themselves travel
 * as text and are cast, because arrays of arrays must be rectangular.
 */
export const elementTypes: Readonly<Record<ColumnKind, string>> = {
  ...columnTypes,
  json: "text",
  "bigint[]": "text",
};
