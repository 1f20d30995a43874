import { defineEndpoint, defineResource } from "../resource/index.js";
import { id, instant, z } from "./fields.js";

const fields = ["id", "user_id", "campus_id", "is_primary", "created_at", "updated_at"] as const;

/** `GET /v2/campus_users`: which campuses a person has or had, one of them primary. */
export const campusUsersEndpoint = defineEndpoint({
  name: "campus_users",
  under: { users: "/v2/users/:id/campus_users" },
  item: z.looseObject({
    id,
    user_id: id,
    campus_id: id,
    is_primary: z.boolean(),
    created_at: instant.nullish(),
    updated_at: instant.nullish(),
  }),
  filters: fields,
  ranges: fields,
  sorts: fields,
  traversal: "keyset",
});

/** Which campuses the mirrored people have. */
export const campusUsers = /* @__PURE__ */ defineResource(campusUsersEndpoint, {
  comment: "Campuses of the mirrored people; is_primary tells the one that they study at.",
  incremental: "window",
  askBy: { filter: "user_id", table: "users" },
  columns: {
    id: { kind: "bigint", comment: "42's id of the row." },
    user_id: { kind: "bigint", comment: "The person.", references: { table: "users", missing: "skip" } },
    campus_id: { kind: "bigint", comment: "The campus.", references: { table: "campuses" } },
    is_primary: { kind: "boolean", comment: "Whether it is the person's campus now.", index: true },
    created_at: { kind: "timestamp", nullable: true, comment: "When the row was made." },
    updated_at: { kind: "timestamp", nullable: true, comment: "When 42 last changed the row.", index: true },
  },
  examples: [
    {
      title: "Students per campus",
      sql:
        "select c.name, count(*) from campus_users cu join campuses c on c.id = cu.campus_id where " +
        "cu.is_primary group by c.name order by 2 desc",
    },
  ],
});
