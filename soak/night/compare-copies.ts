import { tables, type AnyTable } from "@42sync/core/tables";
import type pg from "pg";

const declared = Object.values<AnyTable>(tables).flatMap(({ name, links }) => [
  name,
  ...links.map((link) => link.name),
]);

/**
 * Tables of 42's rows in a schema, links among them.
 * @throws Error when one that is declared is not there: nothing compared is nothing found
 */
async function tablesIn(pool: pg.Pool, schema: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    "select t.table_name as name from sync42.tables t join pg_class c on c.relname = " +
      "t.table_name and c.relnamespace = t.data_schema::regnamespace where t.data_schema = $1 and " +
      "c.relkind = 'r' order by 1",
    [schema],
  );
  const there = rows.map(({ name }) => name);
  const lacking = declared.filter((name) => !there.includes(name));
  if (lacking.length > 0) throw new Error(`the schema ${schema} lacks ${lacking.join(", ")}`);
  return there;
}

/**
 * Of each table how many row versions there are, and a digest of where each lies (`ctid`), who wrote it
 * (`xmin`) and who locked or deleted it (`xmax`).
 */
export async function readVersions(pool: pg.Pool, schema: string): Promise<ReadonlyMap<string, string>> {
  const versions = new Map<string, string>();
  for (const name of await tablesIn(pool, schema)) {
    const { rows } = await pool.query<{ all: string }>(
      "select count(*) || ' ' || md5(coalesce(string_agg(ctid::text || xmin || ' ' || xmax, ' ' " +
        `order by ctid), '')) as all from "${schema}"."${name}"`,
    );
    versions.set(name, rows[0]?.all ?? "");
  }
  return versions;
}

/** Ids of a table's rows that are marked as gone. */
export async function readGone(pool: pg.Pool, schema: string, table: string): Promise<ReadonlySet<number>> {
  const { rows } = await pool.query<{ id: number }>(
    `select id::float8 as id from "${schema}"."${table}" where deleted_at is not null`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Tables of which one schema has rows that are not gone otherwise than the other, or not at all. */
export async function differingRows(pool: pg.Pool, one: string, other: string): Promise<readonly string[]> {
  const differing: string[] = [];
  for (const name of await tablesIn(pool, one)) {
    const rows = (schema: string): string =>
      `select to_jsonb(t) - 'ingested_at' as row from "${schema}"."${name}" t where deleted_at is null`;
    const { rows: found } = await pool.query<{ row: unknown }>(
      `((${rows(one)}) except (${rows(other)})) union all ((${rows(other)}) except (${rows(one)}))`,
    );
    if (found.length > 0)
      differing.push(
        `${name}: ${String(found.length)} rows are here or there only, the first ${JSON.stringify(found[0]?.row)}`,
      );
  }
  return differing;
}
