import type { TableShape } from "../shape.js";
import { column, instant, needed, schemaColumn, table, tableColumn } from "./columns.js";

/** What 42 has and the tables do not, or the other way round. */
export const notStoredShapes: readonly TableShape[] = [
  table({
    name: "quarantine",
    comment: "Rows that cannot be stored yet, each with its reason.",
    key: ["data_schema", "table_name", "row_key"],
    columns: [
      schemaColumn,
      tableColumn,
      column("row_key", "text", "Key of the row; a hash of the payload when it has none.", needed),
      column(
        "reason",
        "text",
        "missing_parent: what it points at is not stored; invalid_item: the item is not as its declaration says; " +
          "invalid_value: the item is, and a column cannot hold a value of it.",
        needed,
      ),
      column(
        "detail",
        "text",
        "What is missing, or which field or column is wrong, and why; for people.",
        needed,
      ),
      column("missing_table", "text", "The table that lacks the parent."),
      column("missing_id", "bigint", "The parent's id."),
      column(
        "payload",
        "jsonb",
        "The row, with the lists of its links under the names of their tables; the item, where it is invalid_item.",
        needed,
      ),
      column("first_seen", instant, "When it first came.", needed),
      column("last_seen", instant, "When it last came; exact to a day while it stays the same.", needed),
      column("attempts", "bigint", "How often that was noted.", needed),
    ],
    indexes: [["missing_table", "missing_id"]],
  }),
  table({
    name: "parents_not_found",
    comment: "Ids that rows in quarantine wait for and that 42 was asked for and does not have.",
    key: ["data_schema", "table_name", "id"],
    columns: [
      schemaColumn,
      tableColumn,
      column("id", "bigint", "The id.", needed),
      column("asked_at", instant, "When it was last asked for.", needed),
      column("attempts", "bigint", "How often it was asked for.", needed),
    ],
  }),
  table({
    name: "out_of_scope",
    comment:
      "Rows that 42 has for stored owners and that are not of the scope; no difference when rows are counted.",
    key: ["data_schema", "table_name", "row_id"],
    columns: [
      schemaColumn,
      tableColumn,
      column("row_id", "bigint", "42's id of the row.", needed),
      column("owner_id", "bigint", "The owner's id: a person, or a project.", needed),
    ],
    indexes: [["owner_id"]],
  }),
  table({
    name: "tombstones",
    comment:
      "People who were forgotten here on purpose, so that no run brings them back. Nothing else is kept of them.",
    key: ["data_schema", "table_name", "row_id"],
    columns: [
      schemaColumn,
      tableColumn,
      column("row_id", "bigint", "42's id of the row that was forgotten.", needed),
      column("forgotten_at", instant, "When.", needed),
    ],
  }),
];
