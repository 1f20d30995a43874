import { tables, type Row } from "@42sync/core/tables";

export const people = 5_000;
export const projects = 60;

/** The columns, the key first. */
export const columnNames = Object.keys(tables.projects_users.columns);
const first = Date.parse("2024-01-01T00:00:00Z");

/** Flat `projects_users` rows of the shape that 42 answers, the same each time. */
export function makeRows(count: number): readonly Row[] {
  return Array.from({ length: count }, (_, at): Row => {
    const created = first + at * 211_000;
    const done = at % 4 !== 0;
    return {
      id: 1_000_000 + at,
      user_id: 1 + ((at * 7_919) % people),
      project_id: 1 + ((at * 31) % projects),
      cursus_ids: [21],
      occurrence: at % 3,
      final_mark: done ? 50 + (at % 76) : null,
      status: done ? "finished" : "in_progress",
      validated: done ? at % 5 !== 0 : null,
      current_team_id: 5_000_000 + at,
      marked: done,
      marked_at: done ? iso(created + 864_000_000) : null,
      retriable_at: done ? iso(created + 950_400_000) : null,
      created_at: iso(created),
      updated_at: iso(created + 864_123_000),
    };
  });
}

/** The columns in the order of `rowsToCopyText`. */
export const columnList = columnNames.map((name) => `"${name}"`).join(", ");

/** Rows as COPY reads them: https://www.postgresql.org/docs/current/sql-copy.html, text format. */
export function rowsToCopyText(rows: readonly Row[]): string {
  return rows.map((row) => `${columnNames.map((name) => toField(row[name])).join("\t")}\n`).join("");
}

function toField(value: unknown): string {
  if (value === null || value === undefined) return "\\N";
  // what makeRows makes
  return Array.isArray(value) ? `{${value.join(",")}}` : String(value as string | number | boolean);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
