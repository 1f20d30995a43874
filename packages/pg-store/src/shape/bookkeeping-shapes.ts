import type { ColumnShape, TableShape, ViewColumnShape, ViewShape } from "./shape.js";

/** Where the bookkeeping is, for all data schemas of a database. */
export const bookkeeping = "sync42";

const column = (
  name: string,
  type: string,
  comment: string,
  extra: Partial<ColumnShape> = {},
): ColumnShape => ({ name, type, notNull: false, comment, ...extra });
const needed = { notNull: true } as const;
const instant = "timestamp with time zone";
const schemaColumn = column("data_schema", "text", "The schema that the data is in.", needed);
const tableColumn = column("table_name", "text", "The table.", needed);
const scopeColumn = column("scope", "text", "Which part of 42: `cursus=21 campus=all`.", needed);
const count = (name: string, comment: string): ColumnShape =>
  column(name, "bigint", comment, { notNull: true, default: "0" });

function table(
  name: string,
  comment: string,
  key: readonly string[],
  columns: readonly ColumnShape[],
  indexes: TableShape["indexes"] = [],
  references: TableShape["references"] = [],
): TableShape {
  return { schema: bookkeeping, name, comment, columns, key, references, indexes };
}

/** Which tables and views 42sync made; what is not listed here is not ours. */
const registryShape = table(
  "tables",
  "Tables and views that 42sync made; others are never touched.",
  ["data_schema", "table_name"],
  [
    schemaColumn,
    tableColumn,
    column("shape", "text", "Fingerprint of the declaration that it was last brought to.", needed),
    column("made_at", instant, "When it was made.", { notNull: true, default: "now()" }),
    column("changed_at", instant, "When it was last brought to another declaration.", {
      notNull: true,
      default: "now()",
    }),
  ],
);

/** The tables of the bookkeeping. */
export const bookkeepingShapes: readonly TableShape[] = [
  registryShape,
  table(
    "runs",
    "Executions of a plan.",
    ["id"],
    [
      column("id", "bigint", "Number of the run.", { notNull: true, default: "identity" }),
      schemaColumn,
      column("name", "text", "What ran: nightly, incremental…", needed),
      scopeColumn,
      column("holder", "text", "Who ran it, as the program tells: process and host."),
      column("started_at", instant, "Beginning.", needed),
      column("ended_at", instant, "End; empty while it runs."),
      column("outcome", "text", "complete, partial or failed; empty while it runs."),
      column("hits", "bigint", "Requests that counted against the rate limit."),
      column("reason", "text", "Why it is not complete."),
      column("tables", "text[]", "The tables of its plan; also those that it did not come to."),
    ],
    [["data_schema", "started_at"]],
  ),
  table(
    "passes",
    "Traversals of a table within a run.",
    ["id"],
    [
      column("id", "bigint", "Number of the pass.", { notNull: true, default: "identity" }),
      column("run_id", "bigint", "The run.", needed),
      tableColumn,
      column("kind", "text", "full, window, refresh or heal.", needed),
      column("plan_reason", "text", "Why it was of this kind."),
      column("since", instant, "Beginning of its window of updated_at."),
      column("until", instant, "End of its window of updated_at."),
      column("resumed", "boolean", "Whether it went on where an earlier one had stopped.", needed),
      column("watermark_before", instant, "Up to where the table was complete before."),
      column(
        "watermark_after",
        instant,
        "Up to where the table is complete since; empty when the pass is not.",
      ),
      column("started_at", instant, "Beginning.", needed),
      column("ended_at", instant, "End; empty while it runs."),
      column("outcome", "text", "complete, partial, failed or skipped; empty while it runs."),
      column("hits", "bigint", "Requests that counted against the rate limit."),
      column("bytes", "bigint", "Bytes of response bodies."),
      column("seconds", "double precision", "How long it took."),
      column("reason", "text", "Why it is not complete."),
      count("pages", "Pages stored."),
      count("inserted", "Rows that are new."),
      count("updated", "Rows that were there and changed."),
      count("unchanged", "Rows that were there as they came; not written."),
      count("stale", "Rows that came older than what is stored; not written."),
      count("quarantined", "Rows put aside, see sync42.quarantine."),
      count("skipped", "Rows that are not of the scope."),
      count("links_skipped", "Links to something that 42 does not list."),
      count("deleted", "Rows marked as gone."),
      count(
        "released",
        "Rows of other tables that waited in quarantine for rows of this pass and came in with them.",
      ),
    ],
    [["run_id"]],
    [{ column: "run_id", table: "runs", key: "id" }],
  ),
  table(
    "watermarks",
    "Up to where each table is complete.",
    ["data_schema", "table_name", "scope"],
    [
      schemaColumn,
      tableColumn,
      scopeColumn,
      column("watermark", instant, "Everything that 42 changed up to here is stored.", needed),
      column("kind", "text", "Kind of the pass that was last completed: full or window.", needed),
      column("completed_at", instant, "When the last complete pass was stored.", needed),
    ],
  ),
  table(
    "resume_points",
    "Where unfinished passes go on.",
    ["data_schema", "table_name", "scope"],
    [
      schemaColumn,
      tableColumn,
      scopeColumn,
      column("point", "jsonb", "Kind, window, beginning and state of the traversal.", needed),
      column("saved_at", instant, "When it was saved, with the rows of its page.", needed),
    ],
  ),
  table(
    "owners_to_reread",
    "Owners whose rows of a table are due to be read whole: they entered, or moved, after it had " +
      "been begun in the scope.",
    ["data_schema", "table_name", "scope", "owner_id"],
    [
      schemaColumn,
      tableColumn,
      scopeColumn,
      column("owner_id", "bigint", "The owner's id: a person, or a project.", needed),
      column(
        "reason",
        "text",
        "entered; followed: a row of theirs moved in the table that this one follows; gone: 42 " +
          "does not have them any more.",
        { notNull: true, default: "'entered'" },
      ),
    ],
  ),
  table(
    "quarantine",
    "Rows that may not enter yet, each with its reason.",
    ["data_schema", "table_name", "row_key"],
    [
      schemaColumn,
      tableColumn,
      column("row_key", "text", "Key of the row; a hash of the payload when it has none.", needed),
      column("reason", "text", "`missing parent` or `does not fit`.", needed),
      column("detail", "text", "What is missing, or where it does not fit and why.", needed),
      column("missing_table", "text", "The table that lacks the parent."),
      column("missing_id", "bigint", "The parent's id."),
      column(
        "payload",
        "jsonb",
        "The row, with the lists of its links under the names of their tables; or the item that does not fit.",
        needed,
      ),
      column("first_seen", instant, "When it first came.", needed),
      column("last_seen", instant, "When it last came; exact to a day while it stays the same.", needed),
      column("attempts", "bigint", "How often that was noted.", needed),
    ],
    [["missing_table", "missing_id"]],
  ),
  table(
    "parents_not_found",
    "Ids that rows in quarantine wait for and that 42 was asked for and does not have.",
    ["data_schema", "table_name", "id"],
    [
      schemaColumn,
      tableColumn,
      column("id", "bigint", "The id.", needed),
      column("asked_at", instant, "When it was last asked for.", needed),
      column("attempts", "bigint", "How often it was asked for.", needed),
    ],
  ),
  table(
    "coverage",
    "Which owners' rows were read whole, and when: what changes in silence is known to be right up to then.",
    ["data_schema", "table_name", "scope", "from_id"],
    [
      schemaColumn,
      tableColumn,
      scopeColumn,
      column("from_id", "bigint", "First owner's id.", needed),
      column("to_id", "bigint", "Last owner's id.", needed),
      column("read_at", instant, "The server's clock when the pass began.", needed),
    ],
  ),
  table(
    "verified",
    "Which owners' rows were compared with 42, and when: where the rotation of `42sync verify` " +
      "stands. Of a table that is one list, all ids. What had its turn and failed is below 0: -1 " +
      "for the id 0, -2 for 1.",
    ["data_schema", "table_name", "scope", "from_id"],
    [
      schemaColumn,
      tableColumn,
      scopeColumn,
      column("from_id", "bigint", "First owner's id.", needed),
      column("to_id", "bigint", "Last owner's id.", needed),
      column("read_at", instant, "The server's clock when they were compared.", needed),
    ],
  ),
  table(
    "out_of_scope",
    "Rows that 42 has for owners who are here, and that are not of the scope; so that they are " +
      "no difference when rows are counted.",
    ["data_schema", "table_name", "row_id"],
    [
      schemaColumn,
      tableColumn,
      column("row_id", "bigint", "42's id of the row.", needed),
      column("owner_id", "bigint", "The owner's id: a person, or a project.", needed),
    ],
    [["owner_id"]],
  ),
  table(
    "tombstones",
    "Who was forgotten here on purpose, so that no run brings them back. Nothing else is known of them.",
    ["data_schema", "table_name", "row_id"],
    [
      schemaColumn,
      tableColumn,
      column("row_id", "bigint", "42's id of the row that was forgotten.", needed),
      column("forgotten_at", instant, "When.", needed),
    ],
  ),
  table(
    "sources",
    "Which API each data schema is a copy of.",
    ["data_schema"],
    [
      schemaColumn,
      column("source", "text", "Address of the API.", needed),
      column("bound_at", instant, "When its first row was about to come.", needed),
    ],
  ),
  table(
    "probes",
    "What `42sync probe` found about each thing that 42sync relies on; runs read lists in other ways where " +
      "something does not hold.",
    ["data_schema", "fact"],
    [
      schemaColumn,
      column("fact", "text", "The fact, by list and kind: projects_users.range-id.", needed),
      column("resource", "text", "The list; empty for the API as a whole."),
      column("expected", "text", "What 42sync relies on.", needed),
      column("seen", "text", "What 42 answered, in counts, types and statuses.", needed),
      column("holds", "boolean", "Whether it is so.", needed),
      column("asked_at", instant, "When 42 was asked.", needed),
    ],
  ),
  table(
    "budgets",
    "Rate limit windows that the processes of one application share.",
    ["application"],
    [
      column("application", "text", "Address of the API and UID of the application.", needed),
      column("windows", "jsonb", "Starts of the last requests and hits of the present hour.", needed),
      column("changed_at", instant, "When the last hit was taken.", needed),
    ],
  ),
  table(
    "locks",
    "Who holds the lock of a data schema; the lock itself is an advisory one.",
    ["data_schema"],
    [
      schemaColumn,
      column("run", "text", "The run's name.", needed),
      column("holder", "text", "Process and host, as the program tells."),
      column("backend_pid", "integer", "The database's process that holds it.", needed),
      column("acquired_at", instant, "Since when.", needed),
    ],
  ),
];

const shown = (name: string, type: string, comment: string): ViewColumnShape => ({ name, type, comment });
const ofLastPass = (name: string, type: string, comment: string): ViewColumnShape =>
  shown(name, type, `Of the table's last full or window pass: ${comment}`);
const ofThen = (name: string, comment: string): ViewColumnShape =>
  shown(name, "text", `Of the last pass after it that moves no watermark: ${comment}`);

const freshnessColumns: readonly ViewColumnShape[] = [
  schemaColumn,
  tableColumn,
  scopeColumn,
  shown(
    "watermark",
    instant,
    "Everything that 42 changed up to here is stored; empty when no pass was completed.",
  ),
  shown("completed_at", instant, "When the last complete pass was stored."),
  shown("lag", "interval", "How far the watermark is behind the database's clock."),
  ofLastPass("last_outcome", "text", "complete, partial, failed or skipped; empty while it runs."),
  ofLastPass("last_kind", "text", "full or window."),
  ofLastPass("last_started_at", instant, "its beginning."),
  ofLastPass("last_ended_at", instant, "its end; empty while it runs."),
  ofLastPass("last_reason", "text", "why it is not complete."),
  ofLastPass("inserted", "bigint", "rows that are new."),
  ofLastPass("updated", "bigint", "rows that were there and changed."),
  ofLastPass("unchanged", "bigint", "rows that were there as they came."),
  ofLastPass("stale", "bigint", "rows that came older than what is stored."),
  ofLastPass("quarantined", "bigint", "rows put aside."),
  ofLastPass("skipped", "bigint", "rows that are not of the scope."),
  ofLastPass("links_skipped", "bigint", "links to something that 42 does not list."),
  ofLastPass("deleted", "bigint", "rows marked as gone."),
  ofLastPass("released", "bigint", "rows of other tables that came out of quarantine with its rows."),
  ofThen("then_kind", "refresh, heal, or window for one of your own."),
  ofThen("then_outcome", "complete, partial, failed or skipped; empty while it runs."),
  ofThen("then_reason", "why it is not complete."),
].map(({ name, type, comment }) => ({ name, type, comment }));

// A window always has a watermark that it begins from, unless it is somebody's own.
const keepsStateSql = "(p.kind = 'full' or (p.kind = 'window' and p.watermark_before is not null))";

/** The views of the bookkeeping. */
export const bookkeepingViews: readonly ViewShape[] = [
  {
    schema: bookkeeping,
    name: "freshness",
    comment: "How fresh each table is, and how its last pass ended.",
    columns: freshnessColumns,
    query: `
select known.data_schema, known.table_name, known.scope, w.watermark, w.completed_at, now() - w.watermark as lag,
       p.outcome as last_outcome, p.kind as last_kind, p.started_at as last_started_at, p.ended_at as last_ended_at, p.reason as last_reason,
       p.inserted, p.updated, p.unchanged, p.stale, p.quarantined, p.skipped, p.links_skipped, p.deleted, p.released,
       t.kind as then_kind, t.outcome as then_outcome, t.reason as then_reason
from (
  select data_schema, table_name, scope from sync42.watermarks
  union
  select r.data_schema, p.table_name, r.scope from sync42.passes p join sync42.runs r on r.id = p.run_id
  union
  select r.data_schema, planned.table_name, r.scope from sync42.runs r cross join unnest(r.tables) as planned(table_name)
) known
left join sync42.watermarks w using (data_schema, table_name, scope)
left join lateral (
  select p.* from sync42.passes p join sync42.runs r on r.id = p.run_id
  where r.data_schema = known.data_schema and r.scope = known.scope and p.table_name = known.table_name and ${keepsStateSql}
  order by p.id desc limit 1
) p on true
left join lateral (
  select t.* from sync42.passes t join sync42.runs r on r.id = t.run_id
  where r.data_schema = known.data_schema and r.scope = known.scope and t.table_name = known.table_name and t.id > coalesce(p.id, 0)
  order by t.id desc limit 1
) t on true`,
  },
];
