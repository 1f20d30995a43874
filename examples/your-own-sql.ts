// Your own SQL, without the store: the validated projects of a campus in your own table.
import { createClient } from "@42sync/core";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";
import { PGlite } from "@electric-sql/pglite";

// Against the real 42: omit `fetch`, and use your application's id and secret. A pg `pool` works too.
const applications = [{ ...DEMO_APPLICATION, perSecond: 1000 }]; // so that the example doesn't wait
const client = createClient({ ...DEMO_APPLICATION, fetch: createSandbox({ size: 50, applications }).fetch });
const database = new PGlite();

// The key is 42's id of the registration: two projects may share a name, and a person may have both.
await database.query(`create table if not exists validated_projects (
  id bigint primary key, login text, project text, final_mark integer, validated_at timestamptz)`);

for await (const { items } of client.projects_users.pages({ filter: { campus: 1 } })) {
  const ours = items.filter((one) => one.cursus_ids.includes(21)); // without this, the piscine is included
  const passed = ours.filter((one) => one["validated?"] === true);
  await database.query(
    `insert into validated_projects
     select * from unnest($1::bigint[], $2::text[], $3::text[], $4::integer[], $5::timestamptz[])
     on conflict (id) do update set final_mark = excluded.final_mark, validated_at = excluded.validated_at`,
    [
      passed.map((one) => one.id),
      passed.map(({ user }) => (user === "invisible" ? null : (user.login ?? null))),
      passed.map(({ project }) => project.name ?? null),
      passed.map((one) => one.final_mark),
      passed.map((one) => one.marked_at ?? null),
    ],
  );
  // Delete what is no longer validated because it was marked again; 42 still returns it, as not validated.
  await database.query("delete from validated_projects where id = any($1::bigint[])", [
    ours.filter((one) => one["validated?"] !== true).map((one) => one.id),
  ]);
}

const { rows } = await database.query<{ validated: number }>(
  "select count(*)::int as validated from validated_projects",
);
console.log(`${String(rows[0]?.validated)} validated, ${String(client.usage.hits)} requests`);
await database.close();
