import type { MigrateReport } from "@42sync/pg-store";
import { showMany } from "../../terminal/text.js";

/** What a migration did, a line each; of a dry run, the SQL. */
export function renderMigration({ sql, created, extended, filled }: MigrateReport, dryRun: boolean): string {
  if (sql.length === 0) return "nothing to do: the tables are up to date\n";
  if (dryRun) return `${sql.map((statement) => `${statement};`).join("\n")}\n`;
  const lines = [
    ...created.map((what) => `created ${what}`),
    ...extended.map((what) => `extended ${what}`),
    ...filled.map(showFilled),
  ];
  return lines.length === 0 ? "updated comments\n" : `${lines.join("\n")}\n`;
}

/** `filled users.wallet from raw: 24,081 rows`. */
export function showFilled({ table, columns, rows }: MigrateReport["filled"][number]): string {
  return (
    `filled ${columns.map((column) => `${table}.${column}`).join(", ")} from raw: ` +
    `${showMany(rows ?? 0, "row")}`
  );
}
