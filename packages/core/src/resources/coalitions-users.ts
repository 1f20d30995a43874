import { defineEndpoint, defineResource } from "../resource/index.js";
import { id, instant, z } from "./fields.js";

const ordered = [
  "id",
  "coalition_id",
  "user_id",
  "created_at",
  "updated_at",
  "this_year_score",
  "this_year_score_updated_at",
] as const;

/** `GET /v2/coalitions_users`: memberships. Score and rank move without `updated_at` (real rows). */
export const coalitionsUsersEndpoint = defineEndpoint({
  name: "coalitions_users",
  under: { coalitions: "/v2/coalitions/:id/coalitions_users", users: "/v2/users/:id/coalitions_users" },
  item: z.looseObject({
    id,
    coalition_id: id,
    user_id: id,
    score: z.number().int().nullable(),
    rank: z.number().int().nullable(),
    created_at: instant.nullish(),
    updated_at: instant.nullish(),
  }),
  filters: [...ordered, "this_year_score_updated"],
  ranges: ordered,
  sorts: ordered,
  ineffective: {
    "filter[campus_id]": "42 answers 400; ask blocs with filter campus_id for the campus's coalitions",
  },
  traversal: "keyset",
});

/** Coalition memberships of the mirrored people. */
export const coalitionsUsers = /* @__PURE__ */ defineResource(coalitionsUsersEndpoint, {
  comment:
    "Coalition memberships of the mirrored people; those of a coalition that does not exist are in sync42.quarantine.",
  incremental: "window",
  askBy: { filter: "user_id", table: "users" },
  follows: { table: "projects_users", by: "user_id", label: "whose projects moved" },
  silent: true,
  columns: {
    id: { kind: "bigint", comment: "42's id of the membership." },
    user_id: { kind: "bigint", comment: "The person.", references: { table: "users", missing: "skip" } },
    coalition_id: { kind: "bigint", comment: "The coalition.", references: { table: "coalitions" } },
    score: {
      kind: "integer",
      nullable: true,
      comment: "Points that the person brought; moves without updated_at.",
    },
    rank: {
      kind: "integer",
      nullable: true,
      comment: "Place within the coalition; moves without updated_at.",
    },
    created_at: { kind: "timestamp", nullable: true, comment: "When the person joined." },
    updated_at: {
      kind: "timestamp",
      nullable: true,
      comment: "When 42 last changed the row; not for score or rank.",
      index: true,
    },
  },
  examples: [
    {
      title: "Best of a coalition",
      sql:
        "select u.login, cu.score from coalitions_users cu join users u on u.id = cu.user_id join " +
        "coalitions c on c.id = cu.coalition_id where c.name = 'Lunaria' order by cu.score desc " +
        "limit 10",
    },
  ],
});
