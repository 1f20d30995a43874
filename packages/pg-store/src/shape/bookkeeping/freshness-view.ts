import type { ViewColumnShape, ViewShape } from "../shape.js";
import { bookkeeping, instant, schemaColumn, scopeColumn, tableColumn } from "./columns.js";

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
  ofLastPass("last_outcome", "text", "complete, partial, failed, skipped or killed; empty while it runs."),
  ofLastPass("last_kind", "text", "full or window."),
  ofLastPass("last_started_at", instant, "when it began."),
  ofLastPass("last_ended_at", instant, "when it ended; empty while it runs."),
  ofLastPass("last_reason", "text", "why it is not complete."),
  ofLastPass("inserted", "bigint", "new rows."),
  ofLastPass("updated", "bigint", "stored rows that changed."),
  ofLastPass("unchanged", "bigint", "rows that came as they are stored."),
  ofLastPass("stale", "bigint", "rows that came older than they are stored."),
  ofLastPass("quarantined", "bigint", "rows put in quarantine."),
  ofLastPass("skipped", "bigint", "rows that are not of the scope."),
  ofLastPass("links_skipped", "bigint", "links to something that 42 does not list."),
  ofLastPass("deleted", "bigint", "rows marked as gone."),
  ofLastPass("released", "bigint", "rows of other tables that waited in quarantine for its rows."),
  ofThen("then_kind", "refresh, parents, retry, or window for one of your own."),
  ofThen("then_outcome", "complete, partial, failed, skipped or killed; empty while it runs."),
  ofThen("then_reason", "why it is not complete."),
].map(({ name, type, comment }) => ({ name, type, comment }));

// A window always has a watermark that it begins from, unless it is somebody's own.
const keepsStateSql = "(p.kind = 'full' or (p.kind = 'window' and p.watermark_before is not null))";

/** The view `freshness`. */
export const freshnessView: ViewShape = {
  schema: bookkeeping,
  name: "freshness",
  comment: "How fresh each table is, and how its last pass ended.",
  columns: freshnessColumns,
  query: `
select known.data_schema, known.table_name, known.scope, w.watermark, w.completed_at, now() - w.watermark as lag,
       p.outcome as last_outcome, p.kind as last_kind, p.started_at as last_started_at, p.ended_at
         as last_ended_at, p.reason as last_reason,
       p.inserted, p.updated, p.unchanged, p.stale, p.quarantined, p.skipped, p.links_skipped, p.deleted, p.released,
       t.kind as then_kind, t.outcome as then_outcome, t.reason as then_reason
from (
  select data_schema, table_name, scope from sync42.watermarks
  union
  select r.data_schema, p.table_name, r.scope from sync42.passes p join sync42.runs r on r.id = p.run_id
  union
  select r.data_schema, planned.table_name, r.scope from sync42.runs r cross
    join unnest(r.tables) as planned(table_name)
) known
left join sync42.watermarks w using (data_schema, table_name, scope)
left join lateral (
  select p.* from sync42.passes p join sync42.runs r on r.id = p.run_id
  where r.data_schema = known.data_schema and r.scope = known.scope and p.table_name = known.table_name
    and ${keepsStateSql}
  order by p.id desc limit 1
) p on true
left join lateral (
  select t.* from sync42.passes t join sync42.runs r on r.id = t.run_id
  where r.data_schema = known.data_schema and r.scope = known.scope and t.table_name = known.table_name
    and t.id > coalesce(p.id, 0)
  order by t.id desc limit 1
) t on true`,
};
