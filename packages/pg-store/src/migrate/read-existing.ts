import type { Session } from "../database/database.js";
import { bookkeeping } from "../shape/bookkeeping-shapes.js";

/** A relation as the database has it now. */
export interface Existing {
  readonly schema: string;
  readonly name: string;
  /** `r` table, `p` partitioned table, `v` view, and so on: pg_class.relkind. */
  readonly kind: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** First columns of its whole, valid indexes. */
  readonly indexed: readonly string[];
  /** Its foreign keys of one column. */
  readonly references: readonly { readonly column: string; readonly table: string }[];
}

/** What the database has of what we want, and what it says of which of it is ours. */
export interface Found {
  /** Who we are on the server. */
  readonly role: string;
  readonly schemas: ReadonlySet<string>;
  /** By `schema` and `name`, see `place`. */
  readonly relations: ReadonlyMap<string, Existing>;
  /** Fingerprints of what 42sync made, by place. */
  readonly registry: ReadonlyMap<string, string>;
}

/** One text for a schema and a name. */
export function place(schema: string, name: string): string {
  return JSON.stringify([schema, name]);
}

// Catalogs only: they can be read without any privilege on the schemas themselves.
const relationsQuery = `
select coalesce(json_agg(found), '[]')::text as relations from (
  select n.nspname as schema, c.relname as name, c.relkind::text as kind,
    (select coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
      order by a.attnum), '[]')
       from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select coalesce(json_agg(a.attname), '[]')
       from pg_catalog.pg_index i join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where i.indrelid = c.oid and i.indpred is null and i.indisvalid) as indexed,
    (select coalesce(json_agg(json_build_object('column', a.attname, 'table', t.relname)), '[]')
       from pg_catalog.pg_constraint f join pg_catalog.pg_attribute a on a.attrelid = c.oid
         and a.attnum = f.conkey[1] join pg_catalog.pg_class t on t.oid = f.confrelid
      where f.conrelid = c.oid and f.contype = 'f' and array_length(f.conkey, 1) = 1 and f.convalidated) as references
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where (n.nspname = $1 and c.relname = any($2::text[])) or (n.nspname = '${bookkeeping}'
    and c.relname = any($3::text[]))
) found`;

const schemasQuery =
  "select coalesce(json_agg(nspname), '[]')::text as schemas, current_user::text as role from " +
  `pg_catalog.pg_namespace where nspname in ($1, '${bookkeeping}')`;

/** Reads the catalog and the registry; changes nothing. */
export async function readExisting(
  session: Session,
  schema: string,
  names: { readonly data: readonly string[]; readonly bookkeeping: readonly string[] },
): Promise<Found> {
  const schemas = await session.run({ text: schemasQuery, values: [schema] });
  const relations = await session.run({
    text: relationsQuery,
    values: [schema, names.data, names.bookkeeping],
  });
  // Both texts are JSON of the shape that the queries above build.
  const known = new Set(JSON.parse(String(schemas.rows[0]?.["schemas"])) as string[]);
  const found = JSON.parse(String(relations.rows[0]?.["relations"])) as Existing[];
  const byPlace = new Map(found.map((one) => [place(one.schema, one.name), one]));
  return {
    role: String(schemas.rows[0]?.["role"]),
    schemas: known,
    relations: byPlace,
    registry: await readRegistry(session, schema, byPlace.get(place(bookkeeping, "tables"))),
  };
}

async function readRegistry(
  session: Session,
  schema: string,
  table: Existing | undefined,
): Promise<ReadonlyMap<string, string>> {
  const columns = new Set(table?.columns.map((column) => column.name));
  if (!["data_schema", "table_name", "shape"].every((name) => columns.has(name))) return new Map();
  const { rows } = await session.run({
    text:
      `select data_schema, table_name, shape from ${bookkeeping}.tables where data_schema in ($1, ` +
      `'${bookkeeping}')`,
    values: [schema],
  });
  return new Map(
    rows.map((row) => [place(String(row["data_schema"]), String(row["table_name"])), String(row["shape"])]),
  );
}
