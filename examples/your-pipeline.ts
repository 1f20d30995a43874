// A pipeline of your own: your choice of tables, your policy, and a line for each step.
import { createClient } from "@42sync/core";
import { runPipeline } from "@42sync/core/pipelines";
import type { Policy, RunEvent } from "@42sync/core/sync";
import { defineMirror } from "@42sync/core/tables";
import { createPgStore } from "@42sync/pg-store";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";
import { PGlite } from "@electric-sql/pglite";

// Against the real 42: omit `fetch`, and use your application's id and secret. A pg `pool` works too.
const applications = [{ ...DEMO_APPLICATION, perSecond: 1000 }]; // so that the example doesn't wait
const client = createClient({ ...DEMO_APPLICATION, fetch: createSandbox({ size: 50, applications }).fetch });
const pglite = new PGlite();
const mirror = defineMirror({
  scope: { cursusId: 21, campusIds: [] },
  privacy: { profile: { users: { drop: ["phone", "image"] } } },
});
const store = createPgStore({ pglite, mirror });
await store.migrate();

const people: Policy = {
  name: "people",
  fullUpToPages: 5,
  referenceTtlMs: 7 * 86_400_000,
  marginMs: 5 * 60_000,
  refreshHits: 0,
};

const onEvent = (event: RunEvent): void => {
  if (event.type === "pass") console.log(`${event.table}: ${event.reason}`);
  if (event.type === "page") console.log(`${event.table}: ${String(event.rows)} rows`);
};

const only = ["cursus", "users", "cursus_users"];
const report = await runPipeline(people, { client, store, mirror, onEvent }, { only });
console.log(`${report.outcome}: ${String(report.rows.inserted)} rows with ${String(report.hits)} requests`);
await pglite.close();
