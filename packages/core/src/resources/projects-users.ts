import { defineEndpoint, defineResource } from "../resource/index.js";
import { embeddedProject, embeddedUser, embeddedUserId, id, instant, unread, z } from "./fields.js";

const ranges = [
  "id",
  "project_id",
  "user_id",
  "created_at",
  "updated_at",
  "occurrence",
  "final_mark",
  "retriable_at",
  "marked_at",
  "status",
] as const;

/**
 * `GET /v2/projects_users`: one row a person and project, retries bump `occurrence`. It ignores `sort` and
 * comes by ascending id (real answer of 2026 to `sort=-marked_at`), so keyset works on `range[id]` alone.
 */
export const projectsUsersEndpoint = defineEndpoint({
  name: "projects_users",
  under: { projects: "/v2/projects/:id/projects_users", users: "/v2/users/:id/projects_users" },
  item: z.looseObject({
    id,
    occurrence: z.number().int(),
    // Marks from -42 (cheating) to 125 (bonus).
    final_mark: z.number().int().nullable(),
    status: z.string(),
    "validated?": z.boolean().nullish(),
    current_team_id: id.nullish(),
    project: embeddedProject,
    cursus_ids: z.array(id),
    marked_at: instant.nullish(),
    marked: z.boolean().nullish(),
    retriable_at: instant.nullish(),
    // The 2017 shape lacks both.
    created_at: instant.nullish(),
    updated_at: instant.nullish(),
    user: embeddedUser,
    teams: unread,
  }),
  filters: [...ranges, "campus", "retriable", "marked"],
  ranges,
  sorts: [],
  ineffective: {
    "filter[cursus]":
      "42 accepts it without any effect (observed by 42Stat); test cursus_ids of the items instead",
    "filter[campus_id]": "42 answers 400; the filter is called campus",
    sort: "42 ignores sort on this list; items come by ascending id",
  },
  traversal: "keyset",
});

/** Projects of the mirrored people in the mirrored cursus. */
export const projectsUsers = /* @__PURE__ */ defineResource(projectsUsersEndpoint, {
  comment: "Registrations of the mirrored people to projects, with marks.",
  incremental: "window",
  askBy: { filter: "user_id", table: "users" },
  includes: (item, scope) => item.cursus_ids.includes(scope.cursusId),
  decidedBy: ["cursus_ids"],
  columns: {
    id: { kind: "bigint", comment: "42's id of the registration." },
    user_id: {
      kind: "bigint",
      comment: "The person.",
      references: { table: "users", missing: "skip" },
      from: (item) => embeddedUserId(item.user),
    },
    project_id: {
      kind: "bigint",
      comment: "The project.",
      references: { table: "projects" },
      from: (item) => item.project.id,
    },
    cursus_ids: { kind: "bigint[]", comment: "The cursus that the registration counts for." },
    occurrence: { kind: "integer", comment: "How many times it was retried." },
    final_mark: { kind: "integer", nullable: true, comment: "Mark, -42 to 125." },
    status: {
      kind: "text",
      comment: "creating_group, searching_a_group, in_progress, waiting_for_correction, finished or parent.",
      index: true,
    },
    validated: {
      kind: "boolean",
      nullable: true,
      comment: "Whether it was passed; exams are often in_progress and validated. Empty while unmarked.",
      index: true,
    },
    current_team_id: {
      kind: "bigint",
      nullable: true,
      comment: "The team of the present try.",
      mentions: "teams",
    },
    marked: { kind: "boolean", nullable: true, comment: "Whether it is marked." },
    marked_at: { kind: "timestamp", nullable: true, comment: "When it was marked.", index: true },
    retriable_at: { kind: "timestamp", nullable: true, comment: "When it may be retried." },
    created_at: { kind: "timestamp", nullable: true, comment: "When the person registered." },
    updated_at: { kind: "timestamp", nullable: true, comment: "When 42 last changed the row.", index: true },
  },
  examples: [
    {
      title: "Validated this week",
      sql:
        "select u.login, p.name, pu.final_mark from projects_users pu join users u on u.id = " +
        "pu.user_id join projects p on p.id = pu.project_id where pu.validated and pu.marked_at > " +
        "now() - interval '7 days' order by pu.marked_at desc",
    },
  ],
});
