// A resource of your own: what a list of 42 can do, and the table you want from it.
import { createClient } from "@42sync/core";
import { nightly } from "@42sync/core/pipelines";
import { defineMirror, defineResource } from "@42sync/core/tables";
import { createPgStore } from "@42sync/pg-store";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";
import { PGlite } from "@electric-sql/pglite";
import { z } from "zod";

const quests = defineResource({
  name: "quest_board",
  path: "/v2/quests",
  item: z.looseObject({ id: z.number(), name: z.string(), cursus_id: z.number().nullable() }),
  unknownFields: "ignore", // quests have more fields; without this, each run reports them as new
  filters: ["id", "cursus_id"],
  ranges: ["id"],
  sorts: ["id"],
  traversal: "keyset",
  table: {
    comment: "Quests, under our own name.",
    incremental: "full",
    columns: {
      id: { kind: "bigint", comment: "42's id of the quest." },
      title: { kind: "text", comment: "Its name.", from: (item) => item.name },
      cursus_id: { kind: "bigint", nullable: true, comment: "The cursus.", references: { table: "cursus" } },
    },
  },
});

const applications = [{ ...DEMO_APPLICATION, perSecond: 1000 }]; // so that the example doesn't wait
const client = createClient({ ...DEMO_APPLICATION, fetch: createSandbox({ size: 30, applications }).fetch });
const pglite = new PGlite();
const mirror = defineMirror({ scope: { cursusId: 21, campusIds: [] }, resources: [quests] });
const store = createPgStore({ pglite, mirror });
await store.migrate();
const report = await nightly({ client, store, mirror }, { only: ["cursus", "quest_board"] });
const perCursus = "select cursus_id, count(*) from quest_board group by cursus_id";
console.log(`${report.outcome}:`, (await store.query(perCursus)).rows);
await pglite.close();
