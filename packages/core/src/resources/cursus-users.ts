import { defineEndpoint, defineResource } from "../resource/index.js";
import { embeddedUser, embeddedUserId, id, instant, unread, z } from "./fields.js";

const ordered = [
  "id",
  "cursus_id",
  "user_id",
  "created_at",
  "updated_at",
  "end_at",
  "begin_at",
  "has_coalition",
  "blackholed_at",
  "level",
] as const;

/**
 * `GET /v2/cursus_users`. `updated_at` does not move with level, skills, grade or blackholed_at (real rows of
 * 2021 to 2026).
 */
export const cursusUsersEndpoint = defineEndpoint({
  name: "cursus_users",
  under: { cursus: "/v2/cursus/:id/cursus_users", users: "/v2/users/:id/cursus_users" },
  item: z.looseObject({
    id,
    begin_at: instant.nullable(),
    end_at: instant.nullish(),
    grade: z.string().nullish(),
    level: z.number(),
    skills: z.array(z.looseObject({ id, name: z.string(), level: z.number() })).optional(),
    cursus_id: id,
    has_coalition: z.boolean().nullish(),
    blackholed_at: instant.nullish(),
    // The 2017 shape lacks both.
    created_at: instant.nullish(),
    updated_at: instant.nullish(),
    user: embeddedUser,
    cursus: unread,
  }),
  filters: [...ordered, "active", "campus_id", "end", "future", "blackholed"],
  ranges: ordered,
  sorts: ordered,
  traversal: "keyset",
});

/** Who is enrolled in the scope's cursus, with level, grade and blackhole. */
export const cursusUsers = /* @__PURE__ */ defineResource(cursusUsersEndpoint, {
  comment: "Enrolments of the mirrored people in the mirrored cursus.",
  incremental: "window",
  list: (scope) => ({ under: { cursus: scope.cursusId } }),
  askBy: { filter: "user_id", table: "users" },
  follows: { table: "projects_users", by: "user_id", label: "whose projects moved" },
  silent: true,
  includes: (item, scope) => item.cursus_id === scope.cursusId,
  columns: {
    id: { kind: "bigint", comment: "42's id of the enrolment." },
    user_id: {
      kind: "bigint",
      comment: "The person.",
      references: { table: "users", missing: "skip" },
      from: (item) => embeddedUserId(item.user),
    },
    cursus_id: { kind: "bigint", comment: "The cursus.", references: { table: "cursus" } },
    begin_at: { kind: "timestamp", nullable: true, comment: "Beginning.", index: true },
    end_at: { kind: "timestamp", nullable: true, comment: "End, when there is one." },
    grade: {
      kind: "text",
      nullable: true,
      comment: "Cadet, Transcender, Alumni, Learner, Member, Pisciner or none.",
      index: true,
    },
    level: { kind: "double", comment: "Level; moves without updated_at." },
    skills: { kind: "json", nullable: true, comment: "[{ id, name, level }]." },
    has_coalition: {
      kind: "boolean",
      nullable: true,
      comment: "Whether this cursus has coalitions for the person.",
    },
    blackholed_at: {
      kind: "timestamp",
      nullable: true,
      comment: "When the person falls into the black hole; moves without updated_at.",
      index: true,
    },
    created_at: { kind: "timestamp", nullable: true, comment: "When the row was made." },
    updated_at: {
      kind: "timestamp",
      nullable: true,
      comment: "When 42 last changed the row; not for level, grade or blackhole.",
      index: true,
    },
  },
  examples: [
    {
      title: "Levels of a cohort",
      sql:
        "select floor(cu.level) as level, count(*) from cursus_users cu join users u on u.id = " +
        "cu.user_id where u.pool_year = '2025' group by 1 order by 1",
    },
  ],
});
