import { defineEndpoint, defineResource } from "../resource/index.js";
import { embedded, id, instant, unread, z } from "./fields.js";

/**
 * `GET /v2/projects`. A row weighs up to 190 kB, because it carries its campuses and sessions; 30 rows a page
 * keep answers below the time-out.
 */
export const projectsEndpoint = defineEndpoint({
  name: "projects",
  under: { cursus: "/v2/cursus/:id/projects", projects: "/v2/projects/:id/projects" },
  item: z.looseObject({
    id,
    name: z.string(),
    slug: z.string().nullable(),
    difficulty: z.number().nullish(),
    parent: embedded.nullish(),
    created_at: instant,
    updated_at: instant,
    exam: z.boolean(),
    git_id: id.nullish(),
    repository: z.string().nullish(),
    recommendation: z.string().nullish(),
    cursus: z.array(embedded).optional(),
    campus: z.array(embedded).optional(),
    children: unread,
    attachments: unread,
    videos: unread,
    project_sessions: unread,
  }),
  filters: [
    "id",
    "name",
    "created_at",
    "updated_at",
    "visible",
    "exam",
    "parent_id",
    "slug",
    "inherited_team",
    "position",
    "has_git",
    "has_mark",
    "repository",
    "git_id",
    "description",
    "difficulty",
  ],
  ranges: [
    "id",
    "name",
    "created_at",
    "updated_at",
    "parent_id",
    "slug",
    "position",
    "description",
    "difficulty",
  ],
  sorts: [
    "id",
    "name",
    "created_at",
    "updated_at",
    "visible",
    "exam",
    "parent_id",
    "slug",
    "inherited_team",
    "position",
    "has_git",
    "has_mark",
    "repository",
    "git_id",
    "cached_repository_path",
  ],
  traversal: "keyset",
  pageSize: 30,
});

/** The projects of the scope's cursus, and which cursus and campuses offer them. */
export const projects = /* @__PURE__ */ defineResource(projectsEndpoint, {
  comment: "Projects of the mirrored cursus.",
  reference: true,
  incremental: "window",
  list: (scope) => ({ under: { cursus: scope.cursusId } }),
  holds: (scope) => [
    {
      column: "id",
      among: {
        table: "cursus_projects",
        column: "project_id",
        where: [{ column: "cursus_id", in: [scope.cursusId] }],
      },
    },
  ],
  columns: {
    id: { kind: "bigint", comment: "42's id of the project." },
    name: { kind: "text", comment: "Name; not unique (two are called Exam Rank 02).", index: true },
    slug: { kind: "text", nullable: true, comment: "Name in addresses; missing in some rows.", index: true },
    difficulty: { kind: "double", nullable: true, comment: "Experience points." },
    parent_id: {
      kind: "bigint",
      nullable: true,
      comment: "The project that this one is a part of.",
      mentions: "projects",
      from: (item) => item.parent?.id,
    },
    created_at: { kind: "timestamp", comment: "When the project was made." },
    updated_at: {
      kind: "timestamp",
      comment: "When the project or one of its sessions was last edited.",
      index: true,
    },
    exam: { kind: "boolean", comment: "Whether it is an exam." },
    git_id: { kind: "bigint", nullable: true, comment: "42's id of its git repository." },
    repository: { kind: "text", nullable: true, comment: "Path of its git repository." },
    recommendation: { kind: "text", nullable: true, comment: "Whether 42 recommends it." },
  },
  links: [
    {
      name: "cursus_projects",
      comment: "Which cursus have which projects.",
      owner: { column: "project_id", table: "projects" },
      other: { column: "cursus_id", table: "cursus", by: "id" },
      values: (item) => item.cursus?.map((cursus) => cursus.id),
    },
    {
      name: "campus_projects",
      comment: "Which campuses offer which projects; campuses that 42 doesn't list are skipped.",
      owner: { column: "project_id", table: "projects" },
      other: { column: "campus_id", table: "campuses", by: "id" },
      values: (item) => item.campus?.map((campus) => campus.id),
    },
  ],
  examples: [
    {
      title: "Projects by difficulty",
      sql: "select name, difficulty from projects where not exam order by difficulty desc nulls last limit 10",
    },
  ],
});
