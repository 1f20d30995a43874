import { defineEndpoint, defineResource } from "../resource/index.js";
import { id, instant, z } from "./fields.js";

/**
 * `GET /v2/titles_users`: who may bear which title, and which one they chose. The list takes page parameters
 * only.
 */
export const titlesUsersEndpoint = defineEndpoint({
  name: "titles_users",
  under: { titles: "/v2/titles/:id/titles_users", users: "/v2/users/:id/titles_users" },
  item: z.looseObject({
    id,
    user_id: id,
    title_id: id,
    selected: z.boolean(),
    created_at: instant.nullish(),
    updated_at: instant.nullish(),
  }),
  filters: [],
  ranges: [],
  sorts: [],
  traversal: "until-rest",
});

/** Titles of the mirrored people. */
export const titlesUsers = /* @__PURE__ */ defineResource(titlesUsersEndpoint, {
  comment: "Titles of the mirrored people.",
  optional: true,
  incremental: "full",
  columns: {
    id: { kind: "bigint", comment: "42's id of the row." },
    user_id: { kind: "bigint", comment: "The person.", references: { table: "users", missing: "skip" } },
    title_id: { kind: "bigint", comment: "The title.", mentions: "titles" },
    selected: { kind: "boolean", comment: "Whether the person bears it." },
    created_at: { kind: "timestamp", nullable: true, comment: "When it was given." },
    updated_at: { kind: "timestamp", nullable: true, comment: "When 42 last changed the row." },
  },
  examples: [
    {
      title: "Titles most chosen",
      sql: "select title_id, count(*) from titles_users where selected group by title_id order by 2 desc limit 10",
    },
  ],
});
