import { z } from "zod";
import { defineResource } from "../../src/tables.js";

export const item = z.looseObject({
  id: z.number().int(),
  name: z.string(),
  cursus_id: z.number().int().nullable(),
});

export const base = {
  name: "campus_quests",
  path: "/v2/quests",
  item,
  filters: ["cursus_id"],
  ranges: ["id", "updated_at"],
  sorts: ["id"],
  traversal: "keyset",
} as const;

export const columns = {
  id: { kind: "bigint", comment: "Id." },
  name: { kind: "text", comment: "Name." },
} as const;

export const campusQuests = defineResource({
  ...base,
  table: {
    comment: "Quests.",
    incremental: "full",
    columns: {
      ...columns,
      cursus_id: { kind: "bigint", nullable: true, comment: "Cursus.", references: { table: "cursus" } },
      shout: { kind: "text", comment: "Loud.", from: (quest) => quest.name.toUpperCase() },
    },
  },
});
