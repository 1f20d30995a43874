// How far a cohort has come, as CSV: node cohort-to-csv.ts > cohort.csv
import { createClient } from "@42sync/core";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";

// Against the real 42: omit `fetch`, and use your application's id and secret.
const client = createClient({ ...DEMO_APPLICATION, fetch: createSandbox().fetch });

// The piscine of 2023. The year is a field of the person, the level is a field of the enrolment, so the
// enrolments are read by the people's ids.
const people = await client.users.all({
  under: { cursus: 21 },
  filter: { kind: "student", pool_year: "2023" },
});
const logins = new Map(people.map(({ id, login }) => [id, login]));

console.log("login,level,grade,blackholed_at");
for await (const { items } of client.cursus_users.byIds({
  by: "user_id",
  ids: [...logins.keys()],
  filter: { cursus_id: 21 },
})) {
  for (const { user, level, grade, blackholed_at } of items) {
    const login = typeof user === "object" && "id" in user ? logins.get(Number(user.id)) : undefined;
    console.log([login, level.toFixed(2), grade ?? "", blackholed_at ?? ""].join(","));
  }
}
