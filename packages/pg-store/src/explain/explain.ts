import { tiesTo } from "@42sync/core/internal";
import { type AnyTable } from "@42sync/core/tables";
import type { Database, Session } from "../database/database.js";
import { tablesThere, type TablesPlace } from "../shape/tables-there.js";
import { isoSql } from "../sql/iso-sql.js";
import { readKnownNotStored, type NotStoredOf } from "./read-not-stored.js";
import { rowsAbout, type RowAbout, type SourceOfRows } from "./rows-about.js";

/** Rows of one table about somebody or something. */
export interface TableAbout {
  readonly table: string;
  /** By which columns they are about it: the key of its own row, `user_id`, a side of a link. */
  readonly columns: readonly string[];
  readonly total: number;
  /** Those that were written last, newest first; at most 200. */
  readonly rows: readonly RowAbout[];
  /**
   * Up to where the table is complete in the scope that is furthest, ISO; null where it never was, or is a
   * link table.
   */
  readonly watermark: string | null;
}

/** Everything that is stored about one row. */
export interface Explanation extends NotStoredOf {
  readonly table: string;
  readonly id: number;
  /** Tables with rows about it; its own first. */
  readonly tables: readonly TableAbout[];
}

/** Tells where what is stored about a row comes from. */
export interface Explain {
  /**
   * What is stored about a row: itself, rows that belong to it or name it, links, and what is out of scope or
   * in quarantine. Rows do not remember who wrote them: run and pass are those during which the row
   * was written last, of its own table where there is one.
   */
  explain(table: AnyTable, id: number): Promise<Explanation>;
}

export function createExplain(database: Database, place: TablesPlace): Explain {
  return {
    explain: (table, id) =>
      database.transaction(async (session) => {
        const tables = await tablesThere(session, place);
        const found: TableAbout[] = [];
        for (const one of sourcesOf(table, tables)) {
          const { rows, total } = await rowsAbout(session, place.schema, { ...one, id });
          if (total > 0)
            found.push({
              table: one.name,
              columns: one.columns,
              total,
              rows,
              watermark: await watermarkOf(session, place.schema, one.name),
            });
        }
        return {
          table: table.name,
          id,
          tables: found,
          ...(await readKnownNotStored(session, place.schema, { table, tables, id })),
        };
      }),
  };
}

function sourcesOf(table: AnyTable, tables: readonly AnyTable[]): readonly SourceOfRows[] {
  const others = tables.flatMap((one): readonly SourceOfRows[] => {
    const { owned, named } = tiesTo(one, table.name);
    const columns = [...owned, ...named];
    return columns.length === 0 ? [] : [{ name: one.name, columns, key: one.key, dated: hasDate(one) }];
  });
  const links = tables
    .flatMap((one) => one.links)
    .flatMap((link): readonly SourceOfRows[] => {
      const columns = [link.owner, link.other]
        .filter((side) => side.table === table.name)
        .map(({ column }) => column);
      return columns.length === 0
        ? []
        : [{ name: link.name, columns, key: [link.other.column, link.owner.column], dated: false }];
    });
  return [
    { name: table.name, columns: table.key.slice(0, 1), key: table.key, dated: hasDate(table) },
    ...others,
    ...links,
  ];
}

function hasDate(table: AnyTable): boolean {
  return table.columns["updated_at"]?.kind === "timestamp";
}

async function watermarkOf(session: Session, schema: string, name: string): Promise<string | null> {
  const { rows } = await session.run({
    text:
      `select ${isoSql("max(watermark)")} as watermark from sync42.watermarks where data_schema = ` +
      "$1 and table_name = $2",
    values: [schema, name],
  });
  const watermark = rows[0]?.["watermark"];
  return typeof watermark === "string" ? watermark : null;
}
