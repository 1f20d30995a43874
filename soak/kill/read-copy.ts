import { ownerColumn } from "@42sync/core/internal";
import { tables, type AnyTable, type Row } from "@42sync/core/tables";
import type { MemoryStore, ResumePoint } from "@42sync/core/sync";
import type { OwnDatabase } from "./databases.js";
import type { StoredCopy, StoredPass, StoredTable } from "./half-written.js";
import { schema } from "./prepare.js";

/** What is stored in a database, as the check of a half-written page takes it. */
export async function readCopy({ pool }: OwnDatabase): Promise<StoredCopy> {
  const { rows: there } = await pool.query<{ name: string }>(
    "select table_name as name from sync42.tables where data_schema = $1",
    [schema],
  );
  const stored = new Map<string, StoredTable>();
  for (const table of Object.values<AnyTable>(tables).filter(({ name }) =>
    there.some((one) => one.name === name),
  )) {
    const owner = ownerColumn(table);
    const { rows } = await pool.query<{ id: string; owner: string | null; gone: boolean; content: string }>(
      `select id::text, ${owner === undefined ? "null" : `"${owner}"`}::text as owner, ` +
        "deleted_at is not null as gone, (to_jsonb(t) - $1::text[])::text as content from " +
        `"${schema}"."${table.name}" t`,
      [["ingested_at", ...repeated(table)]],
    );
    const { rows: waiting } = await pool.query<{ id: string }>(
      "select row_key as id from sync42.quarantine where data_schema = $1 and table_name = $2",
      [schema, table.name],
    );
    stored.set(table.name, {
      rows: new Map(
        rows
          .filter((row) => !row.gone)
          .map((row) => [Number(row.id), row.owner === null ? null : Number(row.owner)]),
      ),
      gone: rows.filter(({ gone }) => gone).length,
      waiting: new Set(waiting.map(({ id }) => Number(id))),
      contents: new Map(rows.map(({ id, content }) => [Number(id), content])),
    });
  }
  const { rows: passes } = await pool.query<StoredPass>(
    `select p.table_name as table, p.outcome is null as open, p.kind in ('full', 'window') as "keepsState",
       jsonb_build_object('inserted', p.inserted, 'updated', p.updated, 'unchanged', p.unchanged,
         'stale', p.stale, 'deleted', p.deleted, 'released', p.released, 'quarantined', p.quarantined,
         'skipped', p.skipped, 'linksSkipped', p.links_skipped) as rows
     from sync42.passes p join sync42.runs r on r.id = p.run_id where r.data_schema = $1 order by p.id`,
    [schema],
  );
  const { rows: points } = await pool.query<{ name: string; point: ResumePoint }>(
    "select table_name as name, point from sync42.resume_points where data_schema = $1",
    [schema],
  );
  const { rows: watermarks } = await pool.query<{ name: string; at: string }>(
    "select table_name as name, watermark::text as at from sync42.watermarks where data_schema = $1",
    [schema],
  );
  return {
    tables: stored,
    passes,
    points: new Map(points.map(({ name, point }) => [name, point])),
    watermarks: new Map(watermarks.map(({ name, at }) => [name, at])),
  };
}

/** Columns that repeat the owner's. */
function repeated(table: AnyTable): readonly string[] {
  return Object.entries(table.columns).flatMap(([name, { repeats }]) =>
    repeats === undefined ? [] : [name],
  );
}

function contentOf(table: AnyTable, row: Row): string {
  const copies = repeated(table);
  return JSON.stringify(Object.entries(row).filter(([name]) => !copies.includes(name)));
}

const scope = "cursus=21 campus=all";

/**
 * What a store in memory holds. It tells the rows that are here; those that are gone it has as its passes
 * counted them.
 */
export async function readMemoryCopy(store: MemoryStore, mirrored: readonly AnyTable[]): Promise<StoredCopy> {
  const waiting = [...store.quarantine.values()];
  const stored = mirrored.map((table): readonly [string, StoredTable] => {
    const owner = ownerColumn(table);
    const rows = new Map(
      store
        .rows(table.name)
        .map((row) => [Number(row["id"]), owner === undefined ? null : Number(row[owner])]),
    );
    const gone = store.passes
      .filter((pass) => pass.table === table.name)
      .reduce((sum, pass) => sum + pass.rows.deleted, 0);
    const ids = waiting
      .filter((one) => one.table === table.name)
      .map(({ payload }) => Number((payload as { readonly id: number }).id)); // rows and items have one
    const contents = new Map(store.rows(table.name).map((row) => [Number(row["id"]), contentOf(table, row)]));
    return [table.name, { rows, gone, waiting: new Set(ids), contents }];
  });
  const points = await Promise.all(
    mirrored.map(async (table) => [table.name, await store.watermarks.resumePoint(table, scope)] as const),
  );
  const watermarks = await Promise.all(
    mirrored.map(
      async (table) => [table.name, (await store.watermarks.watermark(table, scope))?.watermark] as const,
    ),
  );
  return {
    tables: new Map(stored),
    passes: store.passes.map(({ table, kind, rows, end }) => ({
      table,
      rows,
      open: end === null,
      keepsState: kind === "full" || kind === "window",
    })),
    points: new Map(points.flatMap(([name, point]) => (point === undefined ? [] : [[name, point] as const]))),
    watermarks: new Map(watermarks),
  };
}
