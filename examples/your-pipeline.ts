// A pipeline of your own: your tables, your policy, and a word on each step.
import { createClient, endpoints, systemClock } from "@42sync/core";
import { tables } from "@42sync/core/tables";
import {
  clientSource,
  makePlan,
  runPlan,
  type Mirrored,
  type Policy,
  type RunEvent,
} from "@42sync/core/sync";
import { createPgStore } from "@42sync/pg-store";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";
import { PGlite } from "@electric-sql/pglite";

// Against 42 itself: leave out `fetch`, and take your application's id and secret; a `pool` of pg is as good
// as PGlite.
const applications = [{ ...DEMO_APPLICATION, perSecond: 1000 }]; // so that the example need not wait
const client = createClient({ ...DEMO_APPLICATION, fetch: createSandbox({ size: 50, applications }).fetch });
const pglite = new PGlite();
const store = createPgStore({ pglite });
await store.migrate();

const policy: Policy = {
  name: "people",
  fullUpToPages: 5,
  referenceTtlMs: 7 * 86_400_000,
  marginMs: 5 * 60_000,
  refreshHits: 0,
};
const mirrored: readonly Mirrored[] = [
  { table: tables.cursus, endpoint: endpoints.cursus },
  { table: tables.users, endpoint: endpoints.users },
  { table: tables.cursus_users, endpoint: endpoints.cursus_users },
];

const tell = (event: RunEvent): void => {
  if (event.type === "pass") console.log(`${event.table}: ${event.reason}`);
  if (event.type === "page")
    console.log(
      `${event.table}: ${String(event.rows)} rows, page ${String(event.pages)} of ${String(event.totalPages ?? "?")}`,
    );
};

const source = clientSource(client);
const scope = { cursusId: 21, campusIds: [] };
const plan = async () => makePlan({ policy, mirrored, store, scope, now: await source.serverNow() });
const report = await runPlan({ name: policy.name, source, store, plan, clock: systemClock, onEvent: tell });
console.log(`${report.outcome}: ${String(report.rows.inserted)} rows with ${String(report.hits)} requests`);
await pglite.close();
