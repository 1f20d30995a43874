import { createClient } from "@42sync/core";
import { createPgStore } from "@42sync/pg-store";
import { repeatedSandbox } from "../setup/repeated-sandbox.js";
import { unlimited } from "../setup/unlimited.js";

// A process of its own, so that nothing else is in its memory: so many projects_users from a sandbox through
// the client into PostgreSQL. Prints the resident memory before and at its peak, and what is still in use at
// the end, in bytes, as JSON. Run it with --expose-gc.

const [connectionString = "", count = "0"] = process.argv.slice(2);
const total = Number(count);

let peak = 0;
const sandbox = repeatedSandbox(total, () => {
  peak = Math.max(peak, process.memoryUsage.rss());
});
const client = createClient({
  clientId: "bench",
  clientSecret: "bench",
  fetch: sandbox.fetch,
  budget: unlimited,
});
await using store = createPgStore({ connectionString });
await store.tables.projects.upsertAll(client.projects.items());
await store.tables.users.upsertAll(client.users.items());
const idle = process.memoryUsage.rss();
peak = 0;
const { inserted } = await store.tables.projects_users.upsertAll(client.projects_users.items());
if (inserted !== total) throw new Error(`${String(inserted)} rows were inserted instead of ${String(total)}`);
globalThis.gc?.();
console.log(JSON.stringify({ idle, peak, live: process.memoryUsage().heapUsed }));
