// A resource of your own: what a list of 42 can do and the table that you want of it. It comes with the
// nightly, beside what it points at.
import { createClient } from "@42sync/core";
import { defineResource, mirroredTables } from "@42sync/core/tables";
import { createPgStore } from "@42sync/pg-store";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";
import { nightly } from "42sync";
import { PGlite } from "@electric-sql/pglite";
import { z } from "zod";

const quests = defineResource({
  name: "quest_board",
  path: "/v2/quests",
  item: z.looseObject({
    id: z.number(),
    name: z.string(),
    kind: z.string(),
    cursus_id: z.number().nullable(),
  }),
  // a quest has more fields; without this, each run names them, because they could be new
  unknownFields: "ignore",
  filters: ["id", "cursus_id"],
  ranges: ["id"],
  sorts: ["id"],
  traversal: "keyset",
  table: {
    comment: "Quests, by our own name.",
    incremental: "full",
    columns: {
      id: { kind: "bigint", comment: "42's id of the quest." },
      title: { kind: "text", comment: "What it is called.", from: (item) => item.name },
      kind: { kind: "text", comment: "main, side and others.", index: true },
      cursus_id: { kind: "bigint", nullable: true, comment: "The cursus.", references: { table: "cursus" } },
    },
  },
});

const choice = { resources: [quests] };
const applications = [{ ...DEMO_APPLICATION, perSecond: 1000 }]; // so that the example need not wait
const client = createClient({ ...DEMO_APPLICATION, fetch: createSandbox({ size: 30, applications }).fetch });
const pglite = new PGlite();
const store = createPgStore({ pglite, tables: mirroredTables(choice) });
await store.migrate();
const report = await nightly(
  { client, store, scope: { cursusId: 21, campusIds: [] }, ...choice },
  { only: ["cursus", "quest_board"] },
);
console.log(
  `${report.outcome}:`,
  (
    await store.query(
      "select c.name, count(*) from quest_board q join cursus c on c.id = q.cursus_id group by 1",
    )
  ).rows,
);
await pglite.close();
