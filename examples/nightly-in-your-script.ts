// Runs the nightly pipeline in a script of yours, with your client and your store, and listens to what happens.
import { PGlite } from "@electric-sql/pglite";
import { nightly } from "42sync";
import { createClient } from "@42sync/core";
import { createPgStore } from "@42sync/pg-store";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";

const sandbox = createSandbox({ size: 30, applications: [{ ...DEMO_APPLICATION, perSecond: 1000, perHour: 1_000_000 }] });
const client = createClient({ ...DEMO_APPLICATION, fetch: sandbox.fetch });
const pglite = new PGlite();
const store = createPgStore({ pglite });

await store.migrate();
const report = await nightly({
  client,
  store,
  scope: { cursusId: 21, campusIds: [] },
  onEvent: (event) => {
    if (event.type === "pass-end") console.log(event.table, event.report.outcome, event.report.rows.inserted);
  },
});
console.log(`${report.outcome} with ${report.hits} hits`);
await pglite.close();
