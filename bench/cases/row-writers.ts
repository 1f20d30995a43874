import type { Row } from "@42sync/core/tables";
import format from "pg-format";
import type pg from "pg";
import { columnList, columnNames } from "../setup/projects-users-rows.js";

/**
 * How others write rows: the forms that a script of one's own would have. Each is an UPSERT that overwrites
 * whatever is there.
 */
export interface RowWriter {
  readonly name: string;
  write(pool: pg.Pool, rows: readonly Row[]): Promise<void>;
}

const set = columnNames
  .slice(1)
  .map((name) => `"${name}" = excluded."${name}"`)
  .join(", ");
const onConflict = `on conflict (id) do update set ${set}`;

/** A statement a row, each its own transaction. */
export const rowByRow: RowWriter = {
  name: "row by row",
  write: async (pool, rows) => {
    const text =
      `insert into projects_users (${columnList}) values ` +
      `(${columnNames.map((_, at) => `$${String(at + 1)}`).join(", ")}) ${onConflict}`;
    for (const row of rows)
      await pool.query(
        text,
        columnNames.map((name) => row[name]),
      );
  },
};

/** pg-format's literals, 1,000 rows a statement: what fast scripts do. */
export const multiRow: RowWriter = {
  name: "multi-row pg-format, unguarded",
  write: async (pool, rows) => {
    for (let from = 0; from < rows.length; from += 1_000) {
      // pg-format makes lists of arrays, so an array of ids goes as the text that PostgreSQL reads it from.
      const values = rows
        .slice(from, from + 1_000)
        .map((row) =>
          columnNames.map((name) => (Array.isArray(row[name]) ? `{${row[name].join(",")}}` : row[name])),
        );
      await pool.query(format(`insert into projects_users (${columnList}) values %L ${onConflict}`, values));
    }
  },
};
