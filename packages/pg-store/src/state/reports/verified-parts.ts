import type { AnyTable } from "@42sync/core/tables";
import type { Database } from "../../database/database.js";
import { isoSql } from "../../sql/iso-sql.js";
import { ownerAgesSql } from "./owner-ages.js";

/** Since when a table is compared with 42, part by part. */
export interface VerifiedParts {
  readonly table: string;
  readonly scope: string;
  /** Owners by whom the rows are asked for; people. Null for a table that is one list. */
  readonly owners: number | null;
  /** Owners whose rows were never compared; 0 for a list. */
  readonly never: number;
  /** When the part that waits longest was compared, ISO; null while none was. */
  readonly oldestAt: string | null;
}

const listSql = `select scope, null::text as owners, '0' as never, ${isoSql("min(read_at)")} as oldest
  from sync42.verified
where data_schema = $1 and table_name = $2 and not failed group by scope order by scope`;

const ownersSql = (
  schema: string,
  owners: AnyTable,
): string => `with ${ownerAgesSql("verified", schema, owners)}
select scope, count(*)::text as owners, (count(*) - count(read_at))::text as never, ${isoSql("min(read_at)")}
  as oldest from ages group by scope order by scope`;

/** Tells of every table that was ever compared, in each scope. */
export async function readVerifiedParts(
  database: Database,
  schema: string,
  tables: readonly AnyTable[],
): Promise<readonly VerifiedParts[]> {
  const found: VerifiedParts[] = [];
  for (const table of tables) {
    const owners =
      table.askBy?.table === table.name ? undefined : tables.find((one) => one.name === table.askBy?.table);
    const { rows } = await database.run({
      text: owners === undefined ? listSql : ownersSql(schema, owners),
      values: [schema, table.name],
    });
    found.push(
      ...rows.map((row) => ({
        table: table.name,
        scope: String(row["scope"]),
        owners: row["owners"] === null ? null : Number(row["owners"]),
        never: Number(row["never"]),
        oldestAt: row["oldest"] === null ? null : String(row["oldest"]),
      })),
    );
  }
  return found;
}
