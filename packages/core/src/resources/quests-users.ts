import { defineEndpoint, defineResource } from "../resource/index.js";
import { embedded, embeddedUser, embeddedUserId, id, instant, z } from "./fields.js";

const ordered = [
  "id",
  "quest_id",
  "user_id",
  "end_at",
  "validated_at",
  "prct",
  "advancement",
  "created_at",
  "updated_at",
] as const;

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

/** How far the mirrored people are with quests. */
export const questsUsers = /* @__PURE__ */ defineResource(questsUsersEndpoint, {
  comment: "How far the mirrored people are with quests.",
  optional: true,
  incremental: "window",
  askBy: { filter: "user_id", table: "users" },
  columns: {
    id: { kind: "bigint", comment: "42's id of the row." },
    user_id: {
      kind: "bigint",
      comment: "The person.",
      references: { table: "users", missing: "skip" },
      from: (item) => embeddedUserId(item.user),
    },
    quest_id: { kind: "bigint", comment: "The quest.", mentions: "quests" },
    prct: { kind: "double", nullable: true, comment: "Percent." },
    end_at: { kind: "timestamp", nullable: true, comment: "Until when it must be done." },
    validated_at: { kind: "timestamp", nullable: true, comment: "When it was done.", index: true },
    created_at: { kind: "timestamp", comment: "When the person began." },
    updated_at: { kind: "timestamp", comment: "When 42 last changed the row.", index: true },
  },
  examples: [
    {
      title: "Validated per quest",
      sql:
        "select quest_id, count(validated_at) as validated, count(*) as begun from quests_users " +
        "group by quest_id order by quest_id",
    },
  ],
});
