import type { TableShape } from "../shape.js";
import { column, instant, needed, schemaColumn, table, tableColumn } from "./columns.js";

const madeNow = { notNull: true, default: "now()" } as const;

/** Which tables and views 42sync made; what is not listed here is not ours. */
export const registryShape: TableShape = table({
  name: "tables",
  comment: "Tables and views that 42sync made; others are never touched.",
  key: ["data_schema", "table_name"],
  columns: [
    schemaColumn,
    tableColumn,
    column("shape", "text", "Fingerprint of the declaration that it was last brought to.", needed),
    column("made_at", instant, "When it was made.", madeNow),
    column("changed_at", instant, "When it was last brought to another declaration.", madeNow),
  ],
});

/** What concerns a whole data schema, or an application. */
export const schemaShapes: readonly TableShape[] = [
  table({
    name: "sources",
    comment: "Which API each data schema is a copy of.",
    key: ["data_schema"],
    columns: [
      schemaColumn,
      column("source", "text", "Address of the API.", needed),
      column("bound_at", instant, "When its first row was about to come.", needed),
    ],
  }),
  table({
    name: "probes",
    comment:
      "What `42sync probe` found about each thing that 42sync relies on; runs read lists in other ways " +
      "where something does not hold.",
    key: ["data_schema", "fact"],
    columns: [
      schemaColumn,
      column("fact", "text", "The fact, by list and kind: projects_users.range-id.", needed),
      column("resource", "text", "The list; empty for the API as a whole."),
      column("expected", "text", "What 42sync relies on.", needed),
      column("seen", "text", "What 42 answered, in counts, types and statuses.", needed),
      column("holds", "boolean", "Whether it is so.", needed),
      column("asked_at", instant, "When 42 was asked.", needed),
    ],
  }),
  table({
    name: "budgets",
    comment: "Rate limit windows that the processes of one application share.",
    key: ["application"],
    columns: [
      column("application", "text", "Address of the API and UID of the application.", needed),
      column("windows", "jsonb", "Starts of the last requests and hits of the present hour.", needed),
      column("changed_at", instant, "When the last hit was taken.", needed),
    ],
  }),
  table({
    name: "locks",
    comment: "Who holds the lock of a data schema; the lock itself is an advisory one.",
    key: ["data_schema"],
    columns: [
      schemaColumn,
      column("run", "text", "The run's name.", needed),
      column("holder", "text", "Process and host, as the program says."),
      column("backend_pid", "integer", "The database's process that holds it.", needed),
      column("acquired_at", instant, "Since when.", needed),
    ],
  }),
];
