// A resource of your own: what a list of 42 can do, the table that you want of it, and a store for it.
import { createClient, defineEndpoint, defineTable } from "@42sync/core";
import { createPgStore } from "@42sync/pg-store";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";
import { PGlite } from "@electric-sql/pglite";
import { z } from "zod";

const eventsEndpoint = defineEndpoint({
  name: "events",
  under: { campus: "/v2/campus/:id/events" },
  item: z.looseObject({ id: z.number(), name: z.string(), kind: z.string(), begin_at: z.string(), nbr_subscribers: z.number().nullish() }),
  filters: ["id", "kind", "future"],
  ranges: ["id", "begin_at", "updated_at"],
  sorts: ["id", "begin_at"],
  traversal: "keyset",
});

const eventsTable = defineTable(eventsEndpoint, {
  name: "events",
  comment: "What happens on campus.",
  incremental: "window",
  columns: {
    id: { kind: "bigint", comment: "42's id of the event." },
    title: { kind: "text", comment: "What it is called.", from: (item) => item.name },
    kind: { kind: "text", comment: "conference, workshop and others.", index: true },
    begin_at: { kind: "timestamp", comment: "When it begins.", index: true },
  },
});

const client = createClient({ ...DEMO_APPLICATION, fetch: createSandbox().fetch });
const pglite = new PGlite();
const store = createPgStore({ pglite, tables: { events: eventsTable } });
await store.migrate();
const counts = await store.events.upsertAll(client.resource(eventsEndpoint).items({ under: { campus: 1 } }));
console.log(`${String(counts.inserted)} events`, (await store.query("select kind, count(*) from events group by kind order by 2 desc")).rows);
await pglite.close();
