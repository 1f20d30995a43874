import { defineEndpoint, defineResource } from "../resource/index.js";
import { embedded, id, instant, z } from "./fields.js";

const fields = [
  "id",
  "name",
  "slug",
  "kind",
  "internal_name",
  "description",
  "cursus_id",
  "campus_id",
  "created_at",
  "updated_at",
  "grade_id",
  "position",
] as const;

/** `GET /v2/quests`: the milestones of a cursus; `campus_id` null counts everywhere. */
export const questsEndpoint = defineEndpoint({
  name: "quests",
  under: { users: "/v2/users/:id/quests" },
  item: z.looseObject({
    id,
    name: z.string(),
    slug: z.string(),
    kind: z.string(),
    internal_name: z.string().nullish(),
    description: z.string().nullish(),
    cursus_id: id.nullish(),
    campus_id: id.nullish(),
    created_at: instant,
    updated_at: instant,
    grade_id: id.nullish(),
    position: z.number().int().nullish(),
    grade: z.unknown(),
    cursus: embedded.nullish(),
    campus: embedded.nullish(),
  }),
  filters: fields,
  ranges: fields,
  sorts: fields,
  traversal: "keyset",
});

/** All quests. */
export const quests = /* @__PURE__ */ defineResource(questsEndpoint, {
  comment: "Quests, the milestones of every cursus.",
  optional: true,
  reference: true,
  incremental: "full",
  columns: {
    id: { kind: "bigint", comment: "42's id of the quest." },
    name: { kind: "text", comment: "Name." },
    slug: { kind: "text", comment: "Name in addresses." },
    kind: { kind: "text", comment: "main, optional and others.", index: true },
    internal_name: { kind: "text", nullable: true, comment: "Name within 42." },
    description: { kind: "text", nullable: true, comment: "What it takes." },
    cursus_id: { kind: "bigint", nullable: true, comment: "The cursus.", mentions: "cursus" },
    campus_id: {
      kind: "bigint",
      nullable: true,
      comment: "The campus; none counts everywhere.",
      mentions: "campuses",
    },
    grade_id: { kind: "bigint", nullable: true, comment: "42's id of the grade that it gives." },
    position: { kind: "integer", nullable: true, comment: "Place in the order." },
    created_at: { kind: "timestamp", comment: "When the quest was made." },
    updated_at: { kind: "timestamp", comment: "When 42 last changed the row." },
  },
  examples: [
    {
      title: "Milestones of the 42cursus",
      sql: "select name, position from quests where cursus_id = 21 order by position",
    },
  ],
});
