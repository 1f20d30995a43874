import { z } from "zod";
import { defineEndpoint } from "../resource/index.js";
import { embedded, embeddedUser, id, instant } from "./fields.js";

const ordered = ["id", "quest_id", "user_id", "end_at", "validated_at", "prct", "advancement", "created_at", "updated_at"] as const;

/** `GET /v2/quests_users`: how far a person is with a quest; `updated_at` moves with it. */
export const questsUsersEndpoint = defineEndpoint({
  name: "quests_users",
  under: { users: "/v2/users/:id/quests_users", quests: "/v2/quests/:id/quests_users" },
  item: z.looseObject({
    id,
    end_at: instant.nullish(),
    quest_id: id,
    validated_at: instant.nullish(),
    // Percent; null in every recorded row.
    prct: z.number().nullish(),
    advancement: z.unknown(),
    created_at: instant,
    updated_at: instant,
    user: embeddedUser,
    quest: embedded.nullish(),
  }),
  filters: [...ordered, "campus_id", "end", "validated"],
  ranges: ordered,
  sorts: ordered,
  traversal: "keyset",
});
