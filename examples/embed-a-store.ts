// Fills tables of your own database from your own script; your pool, client or open transaction fits too.
import { PGlite } from "@electric-sql/pglite";
import { createClient } from "@42sync/core";
import { createPgStore } from "@42sync/pg-store";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";

const client = createClient({ ...DEMO_APPLICATION, fetch: createSandbox({ size: 30 }).fetch });
const pglite = new PGlite();
const store = createPgStore({ pglite });

await store.migrate();
await store.cursus.upsertAll(client.cursus.items());
const counts = await store.users.upsertAll(client.users.items({ under: { cursus: 21 }, filter: { kind: "student" } }));
console.log(`${counts.inserted} new, ${counts.updated} changed, ${counts.unchanged} as before`);
await pglite.close();
