import type { MigrateReport } from "@42sync/pg-store";
import { showMany } from "../../terminal/text.js";

/** `filled users.wallet from raw: 24,081 rows`. */
export function showFilled({ table, columns, rows }: MigrateReport["filled"][number]): string {
  return `filled ${columns.map((column) => `${table}.${column}`).join(", ")} from raw: ${showMany(rows ?? 0, "row")}`;
}
