import { z } from "zod";
import { defineEndpoint } from "../resource/index.js";
import { embedded, id, instant } from "./fields.js";

const fields = [
  "id", "name", "slug", "kind", "internal_name", "description", "cursus_id", "campus_id", "created_at", "updated_at", "grade_id", "position",
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
