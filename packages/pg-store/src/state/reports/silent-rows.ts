import type { AnyTable } from "@42sync/core/tables";
import type { Database } from "../../database/database.js";
import { isoSql } from "../../sql/iso-sql.js";
import { ownerAgesSql } from "./owner-ages.js";

/** When the rows of a table that change in silence were last read. */
export interface SilentRows {
  readonly table: string;
  readonly scope: string;
  /** Owners whose rows are asked for; people. */
  readonly owners: number;
  /**
   * When the rows of the owner who waits longest were read, ISO; null while those of some owner never were.
   */
  readonly oldestReadAt: string | null;
  /**
   * Nights until everybody is read again, at as many owners a night as were read last; null while none was.
   */
  readonly nights: number | null;
}

const silentSql = (
  schema: string,
  owners: AnyTable,
): string => `with ${ownerAgesSql("coverage", schema, owners)}, latest as (
  select scope, max(read_at) as read_at from ages group by scope
)
select a.scope, count(*)::text as owners, case when count(*) = count(a.read_at) then ${isoSql("min(a.read_at)")}
  end as oldest,
  ceil(count(*)::numeric / nullif(count(*) filter (where a.read_at = l.read_at), 0))::text as nights
from ages a join latest l on l.scope = a.scope group by a.scope order by a.scope`;

/** Tells of every table that changes in silence, in each scope that was read. */
export async function readSilentRows(
  database: Database,
  schema: string,
  tables: readonly AnyTable[],
): Promise<readonly SilentRows[]> {
  const found: SilentRows[] = [];
  for (const table of tables) {
    const owners = tables.find((one) => one.name === table.askBy?.table);
    if (!table.silent || owners === undefined) continue;
    const { rows } = await database.run({ text: silentSql(schema, owners), values: [schema, table.name] });
    found.push(
      ...rows.map((row) => ({
        table: table.name,
        scope: String(row["scope"]),
        owners: Number(row["owners"]),
        oldestReadAt: row["oldest"] === null ? null : String(row["oldest"]),
        nights: row["nights"] === null ? null : Number(row["nights"]),
      })),
    );
  }
  return found;
}
