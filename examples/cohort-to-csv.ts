// How far a cohort has come, as CSV: node cohort-to-csv.ts > cohort.csv
import { createClient } from "@42sync/core";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";

// Against 42 itself: leave out `fetch`, and take your application's id and secret.
const client = createClient({ ...DEMO_APPLICATION, fetch: createSandbox().fetch });

// Who swam in 2023. A piscine is a field of the person, a level one of the enrolment: the second is asked by
// the ids of the first.
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
