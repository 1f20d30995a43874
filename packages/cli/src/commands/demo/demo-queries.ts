import type { PgStore } from "@42sync/pg-store";

/** A question with its answer in SQL, as somebody could type it. */
export interface DemoQuery {
  readonly title: string;
  readonly sql: string;
}

/**
 * What the demo asks; the cohort is a big one whose levels are spread wide. `since` is when the first run
 * ended, by the local 42's clock.
 */
export async function demoQueries(store: PgStore, since: Date): Promise<readonly DemoQuery[]> {
  // A cohort that is big and spread wide has the most to show.
  const { rows } = await store.query(
    "select pool_month, pool_year from students where pool_month <> '' and level > 0 group by 1, " +
      "2 order by count(*) * count(distinct floor(level)) desc, 2, 1 limit 1",
  );
  const [month, year] = [String(rows[0]?.["pool_month"]), String(rows[0]?.["pool_year"])];
  return [
    {
      title: "Who is on campus right now",
      sql: `select campus, count(*) as students,
  (array_agg(login || ' at ' || location order by random()))[1] as "one of them"
from students where location is not null group by campus order by students desc limit 6`,
    },
    {
      title: `How far the piscine of ${month} ${year} has come`,
      sql: `select floor(level) as level, count(*) as students, repeat('█', count(*)::integer) as " "
from students where pool_month = '${month}' and pool_year = '${year}' group by 1 order by 1`,
    },
    {
      title: "What was marked in these hours",
      sql: `select to_char(r.marked_at, 'HH24:MI') as at, s.login, s.campus, p.name as project,
  r.final_mark as mark, round(s.level::numeric, 2) as level
from projects_users r join students s using (user_id) join projects p on p.id = r.project_id
where r.marked_at > '${since.toISOString()}' order by r.marked_at desc limit 8`,
    },
  ];
}
