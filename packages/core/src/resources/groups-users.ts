import { defineEndpoint, defineResource } from "../resource/index.js";
import { id, instant, z } from "./fields.js";

/** `GET /v2/groups_users`: who is in which group. The list takes page parameters only. */
export const groupsUsersEndpoint = defineEndpoint({
  name: "groups_users",
  under: { groups: "/v2/groups/:id/groups_users", users: "/v2/users/:id/groups_users" },
  item: z.looseObject({
    id,
    user_id: id,
    group_id: id,
    created_at: instant.nullish(),
    updated_at: instant.nullish(),
  }),
  filters: [],
  ranges: [],
  sorts: [],
  traversal: "until-rest",
});

/** Groups of the mirrored people. */
export const groupsUsers = /* @__PURE__ */ defineResource(groupsUsersEndpoint, {
  comment: "Groups of the mirrored people.",
  optional: true,
  incremental: "full",
  columns: {
    id: { kind: "bigint", comment: "42's id of the row." },
    user_id: { kind: "bigint", comment: "The person.", references: { table: "users", missing: "skip" } },
    group_id: { kind: "bigint", comment: "The group.", mentions: "groups" },
    created_at: { kind: "timestamp", nullable: true, comment: "When the person came." },
    updated_at: { kind: "timestamp", nullable: true, comment: "When 42 last changed the row." },
  },
  examples: [
    {
      title: "People per group",
      sql: "select group_id, count(*) from groups_users group by group_id order by 2 desc",
    },
  ],
});
