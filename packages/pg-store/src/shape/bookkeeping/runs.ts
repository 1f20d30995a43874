import type { TableShape } from "../shape.js";
import { column, count, instant, needed, schemaColumn, scopeColumn, table, tableColumn } from "./columns.js";

const numbered = { notNull: true, default: "identity" } as const;

/** The record of runs and passes. */
export const runShapes: readonly TableShape[] = [
  table({
    name: "runs",
    comment: "Executions of a plan.",
    key: ["id"],
    columns: [
      column("id", "bigint", "Number of the run.", numbered),
      schemaColumn,
      column("name", "text", "What ran: nightly, incremental…", needed),
      scopeColumn,
      column("holder", "text", "Who ran it, as the program gives it: process and host."),
      column("started_at", instant, "When it began.", needed),
      column(
        "ended_at",
        instant,
        "When it ended; if killed, when the next run noticed. Empty while it runs.",
      ),
      column("outcome", "text", "complete, partial, failed or killed; empty while it runs."),
      column(
        "hits",
        "bigint",
        "Requests that counted against the rate limit; empty while it runs or if killed.",
      ),
      column("reason", "text", "Why it is not complete, for people."),
      column("tables", "text[]", "The tables of its plan, those that it did not reach included."),
    ],
    indexes: [["data_schema", "started_at"]],
  }),
  table({
    name: "passes",
    comment: "Traversals of a table within a run.",
    key: ["id"],
    columns: [
      column("id", "bigint", "Number of the pass.", numbered),
      column("run_id", "bigint", "The run.", needed),
      tableColumn,
      column("kind", "text", "full, window, refresh, parents or retry.", needed),
      column("plan_reason", "text", "Why it was of this kind, for people."),
      column("since", instant, "Beginning of its window of updated_at."),
      column("until", instant, "End of its window of updated_at."),
      column("resumed", "boolean", "Whether it resumed where an earlier pass had stopped.", needed),
      column("watermark_before", instant, "Up to where the table was complete before."),
      column(
        "watermark_after",
        instant,
        "Up to where the table is complete since then; empty when the pass is not complete.",
      ),
      column("started_at", instant, "When it began.", needed),
      column(
        "ended_at",
        instant,
        "When it ended; if killed, when the next run noticed. Empty while it runs.",
      ),
      column("outcome", "text", "complete, partial, failed, skipped or killed; empty while it runs."),
      column(
        "hits",
        "bigint",
        "Requests that counted against the rate limit; empty while it runs or if killed.",
      ),
      column("bytes", "bigint", "Bytes of response bodies."),
      column("seconds", "double precision", "How long it took."),
      column("reason", "text", "Why it is not complete, for people."),
      count("pages", "Pages stored."),
      count("inserted", "New rows."),
      count("updated", "Stored rows that changed."),
      count("unchanged", "Rows that came as they are stored; not written."),
      count("stale", "Rows that came older than they are stored; not written."),
      count("quarantined", "Rows put in quarantine, see sync42.quarantine."),
      count("skipped", "Rows that are not of the scope."),
      count("links_skipped", "Links to something that 42 does not list."),
      count("deleted", "Rows marked as gone."),
      count("released", "Rows of other tables that waited in quarantine for rows of this pass."),
    ],
    indexes: [["run_id"]],
    references: [{ column: "run_id", table: "runs", key: "id" }],
  }),
];
