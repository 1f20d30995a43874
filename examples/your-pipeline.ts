// A pipeline of your own: your choice of tables, your policy, and a line for each step.
import { createClient, systemClock } from "@42sync/core";
import { clientSource, makePlan, runPlan, type Policy, type RunEvent } from "@42sync/core/sync";
import { defineMirror } from "@42sync/core/tables";
import { createPgStore } from "@42sync/pg-store";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";
import { PGlite } from "@electric-sql/pglite";

// Against 42 itself: leave out `fetch`, and use your application's id and secret. A `pool` of pg works too.
const applications = [{ ...DEMO_APPLICATION, perSecond: 1000 }]; // so that the example need not wait
const client = createClient({ ...DEMO_APPLICATION, fetch: createSandbox({ size: 50, applications }).fetch });
const pglite = new PGlite();
const mirror = defineMirror({ scope: { cursusId: 21, campusIds: [] } });
const store = createPgStore({ pglite, mirror });
await store.migrate();

const policy: Policy = {
  name: "people",
  fullUpToPages: 5,
  referenceTtlMs: 7 * 86_400_000,
  marginMs: 5 * 60_000,
  refreshHits: 0,
};
const options = { only: ["cursus", "users", "cursus_users"] };

const onEvent = (event: RunEvent): void => {
  if (event.type === "pass") console.log(`${event.table}: ${event.reason}`);
  if (event.type === "page") console.log(`${event.table}: ${String(event.rows)} rows`);
};

const source = clientSource(client);
const plan = async () => makePlan({ ...mirror, policy, options, store, now: await source.serverNow() });
const report = await runPlan({ name: policy.name, source, store, plan, clock: systemClock, onEvent });
console.log(`${report.outcome}: ${String(report.rows.inserted)} rows with ${String(report.hits)} requests`);
await pglite.close();
