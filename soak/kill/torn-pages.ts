import type { OwnDatabase } from "./databases.js";
import { schema } from "./prepare.js";

/** What a page writes beside its rows, in their transaction. */
const bookkeeping = [
  "quarantine",
  "owners_to_reread",
  "out_of_scope",
  "parents_not_found",
  "coverage",
  "watermarks",
  "resume_points",
];

/**
 * Pages that more than one transaction wrote, as PostgreSQL itself tells: every row version bears the
 * transaction that wrote it (`xmin`). A page counts itself in its pass, so that nothing is newer than the
 * newest pass, and the pass in hand is as new as its resume point, or as the watermark that it moved.
 */
export async function tornPages({ pool }: OwnDatabase): Promise<readonly string[]> {
  const { rows: data } = await pool.query<{ name: string }>(
    "select t.table_name as name from sync42.tables t join pg_class c on c.relname = " +
      "t.table_name and c.relnamespace = t.data_schema::regnamespace where t.data_schema = $1 and " +
      "c.relkind = 'r' order by 1",
    [schema],
  );
  const places = [
    ...data.map(({ name }) => `"${schema}"."${name}"`),
    ...bookkeeping.map((name) => `sync42.${name}`),
  ];
  // Older transactions have a greater age.
  const newest = places
    .map((place) => `select '${place}' as place, min(age(xmin)) as age from ${place}`)
    .join(" union all ");
  const { rows: late } = await pool.query<{ place: string }>(
    `select place from (${newest}) t where age < (select min(age(xmin)) from sync42.passes) order by 1`,
  );
  const { rows: apart } = await pool.query<{ name: string }>(
    `select p.table_name as name from sync42.passes p
     where p.id = (select max(id) from sync42.passes) and p.outcome is null
       and p.kind in ('full', 'window') and p.pages > 0
       and not exists (
         select from sync42.resume_points r
         where r.data_schema = $1 and r.table_name = p.table_name and r.xmin = p.xmin
         union all
         select from sync42.watermarks w
         where w.data_schema = $1 and w.table_name = p.table_name and w.xmin = p.xmin)`,
    [schema],
  );
  return [
    ...late.map(({ place }) => `rows of ${place} were stored in no transaction of a pass`),
    ...apart.map(
      ({ name }) => `the last page of ${name} and its resume point were stored in two transactions`,
    ),
  ];
}
