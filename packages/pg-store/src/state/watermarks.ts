import type { ResumePoint, Watermarks } from "@42sync/core/sync";
import type { Database } from "../database/database.js";
import { isoSql } from "../sql/iso-sql.js";
import { readCoverage, readVerified } from "./coverage.js";

/** Reads what pages have written: how far each table is complete, and where unfinished passes resume. */
export function createWatermarks(database: Database, schema: string): Watermarks {
  return {
    watermark: async (table, scope) => {
      const { rows } = await database.run({
        text:
          `select ${isoSql("watermark")} as watermark, ${isoSql("completed_at")} as completed_at ` +
          "from sync42.watermarks where data_schema = $1 and table_name = $2 and scope = $3",
        values: [schema, table.name, scope],
      });
      const row = rows[0];
      return row === undefined
        ? undefined
        : { watermark: String(row["watermark"]), completedAt: String(row["completed_at"]) };
    },
    resumePoint: async (table, scope) => {
      const { rows } = await database.run({
        text:
          "select point::text as point from sync42.resume_points where data_schema = $1 and " +
          "table_name = $2 and scope = $3",
        values: [schema, table.name, scope],
      });
      const row = rows[0];
      // written by commit as it was given
      return row === undefined ? undefined : (JSON.parse(String(row["point"])) as ResumePoint);
    },
    coverage: (table, scope) => readCoverage(database, { schema, table: table.name, scope }),
    verified: (table, scope) => readVerified(database, { schema, table: table.name, scope }),
  };
}
