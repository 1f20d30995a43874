import { defineEndpoint, defineResource } from "../resource/index.js";
import { id, instant, z } from "./fields.js";

const fields = [
  "id",
  "user_id",
  "achievement_id",
  "nbr_of_success",
  "created_at",
  "updated_at",
  "rewarded",
] as const;

/** `GET /v2/achievements_users`: who has which achievement. */
export const achievementsUsersEndpoint = defineEndpoint({
  name: "achievements_users",
  under: { achievements: "/v2/achievements/:id/achievements_users" },
  item: z.looseObject({
    id,
    // The 2017 shape lacks it; such a row goes to the quarantine.
    achievement_id: id.nullish(),
    user_id: id,
    login: z.string().nullish(),
    nbr_of_success: z.number().int().nullish(),
    url: z.string().nullish(),
    created_at: instant.nullish(),
    updated_at: instant.nullish(),
  }),
  filters: fields,
  ranges: fields,
  sorts: fields,
  traversal: "keyset",
});

/** Which achievements the mirrored people have. */
export const achievementsUsers = /* @__PURE__ */ defineResource(achievementsUsersEndpoint, {
  comment: "Achievements of the mirrored people.",
  incremental: "window",
  askBy: { filter: "user_id", table: "users" },
  columns: {
    id: { kind: "bigint", comment: "42's id of the row." },
    user_id: { kind: "bigint", comment: "The person.", references: { table: "users", missing: "skip" } },
    achievement_id: { kind: "bigint", comment: "The achievement.", references: { table: "achievements" } },
    login: { kind: "text", nullable: true, comment: "The person's login.", repeats: "login" },
    nbr_of_success: { kind: "integer", nullable: true, comment: "How many times it was done so far." },
    url: { kind: "text", nullable: true, comment: "API address of the person.", repeats: "url" },
    created_at: { kind: "timestamp", nullable: true, comment: "When it was earned.", index: true },
    updated_at: { kind: "timestamp", nullable: true, comment: "When 42 last changed the row.", index: true },
  },
  examples: [
    {
      title: "Rarest achievements",
      sql:
        "select a.name, count(*) from achievements_users au join achievements a on a.id = " +
        "au.achievement_id group by a.name order by 2 limit 10",
    },
  ],
});
