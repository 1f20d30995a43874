import { defineEndpoint, defineResource } from "../resource/index.js";
import { embedded, id, instant, unread, z } from "./fields.js";

const ordered = [
  "id",
  "project_id",
  "name",
  "created_at",
  "updated_at",
  "locked_at",
  "closed_at",
  "final_mark",
  "repo_url",
  "repo_uuid",
  "deadline_at",
  "terminating_at",
  "project_session_id",
  "status",
] as const;

/** A member as a team names it; a freshly made team has been seen with nothing but the ids (apidoc). */
const member = z.looseObject({
  id,
  login: z.string().nullish(),
  leader: z.boolean().nullish(),
  occurrence: z.number().int().nullish(),
  validated: z.boolean().nullish(),
  projects_user_id: id.nullish(),
});

/**
 * `GET /v2/teams`: one row a try. Giving up while waiting for correction sets `status` without moving
 * `updated_at`, and unregistering deletes the team (observed by 42Stat).
 */
export const teamsEndpoint = defineEndpoint({
  name: "teams",
  under: {
    cursus: "/v2/cursus/:id/teams",
    users: "/v2/users/:id/teams",
    projects: "/v2/projects/:id/teams",
    project_sessions: "/v2/project_sessions/:id/teams",
  },
  item: z.looseObject({
    id,
    name: z.string(),
    url: z.string().nullish(),
    final_mark: z.number().int().nullable(),
    project_id: id,
    created_at: instant,
    updated_at: instant,
    status: z.string(),
    terminating_at: instant.nullish(),
    users: z.array(member),
    "locked?": z.boolean().nullish(),
    "validated?": z.boolean().nullish(),
    "closed?": z.boolean().nullish(),
    repo_url: z.string().nullish(),
    repo_uuid: z.string().nullish(),
    locked_at: instant.nullish(),
    closed_at: instant.nullish(),
    project_session_id: id.nullish(),
    // The 2017 shape lacks it.
    project_gitlab_path: z.string().nullish(),
    scale_teams: z.array(embedded).nullish(),
    teams_uploads: unread,
  }),
  filters: [
    ...ordered,
    "cursus",
    "active_cursus",
    "campus",
    "primary_campus",
    "locked",
    "closed",
    "deadline",
    "terminating",
    "with_mark",
  ],
  ranges: ordered,
  sorts: ordered,
  traversal: "keyset",
});

/** Teams that somebody mirrored is in. */
export const teams = /* @__PURE__ */ defineResource(teamsEndpoint, {
  comment:
    "Teams of the mirrored people in the mirrored cursus: one row a try. Of who comes from " +
    "another campus, the teams from then on.",
  optional: true,
  incremental: "window",
  list: (scope) => ({
    filter: {
      cursus: scope.cursusId,
      ...(scope.campusIds.length > 0 ? { primary_campus: scope.campusIds } : {}),
    },
  }),
  belongsTo: { table: "users", ids: (item) => item.users.map((user) => user.id) },
  columns: {
    id: { kind: "bigint", comment: "42's id of the team." },
    project_id: { kind: "bigint", comment: "The project.", references: { table: "projects" } },
    project_session_id: {
      kind: "bigint",
      nullable: true,
      comment: "How the project was offered.",
      mentions: "project_sessions",
    },
    leader_id: {
      kind: "bigint",
      nullable: true,
      comment: "The person who leads it.",
      mentions: "users",
      from: (item) => item.users.find((user) => user.leader === true)?.id,
    },
    name: { kind: "text", comment: "Name." },
    url: { kind: "text", nullable: true, comment: "API address." },
    status: {
      kind: "text",
      comment:
        "in_progress, waiting_for_correction, finished and others; giving up moves it without updated_at.",
      index: true,
    },
    final_mark: { kind: "integer", nullable: true, comment: "Mark, -42 to 125." },
    locked: { kind: "boolean", nullable: true, comment: "Whether nobody may join or leave." },
    validated: { kind: "boolean", nullable: true, comment: "Whether it passed; empty while unmarked." },
    closed: { kind: "boolean", nullable: true, comment: "Whether the work was handed in." },
    repo_url: { kind: "text", nullable: true, comment: "Address of its git repository." },
    repo_uuid: { kind: "text", nullable: true, comment: "42's name of its git repository." },
    project_gitlab_path: { kind: "text", nullable: true, comment: "Path of the project's git repository." },
    locked_at: { kind: "timestamp", nullable: true, comment: "When it was locked." },
    closed_at: { kind: "timestamp", nullable: true, comment: "When the work was handed in." },
    terminating_at: { kind: "timestamp", nullable: true, comment: "When it ends by itself." },
    created_at: { kind: "timestamp", comment: "When the team was made." },
    updated_at: {
      kind: "timestamp",
      comment: "When 42 last changed the row; not every change moves it.",
      index: true,
    },
  },
  links: [
    {
      name: "teams_users",
      comment: "Which mirrored people are in which teams.",
      owner: { column: "team_id", table: "teams" },
      other: { column: "user_id", table: "users", by: "id" },
      values: (item) => item.users.map((user) => user.id),
    },
  ],
  examples: [
    {
      title: "Tries until a project was passed",
      sql:
        "select p.name, count(*) as attempts, count(*) filter (where t.validated) as passed from " +
        "teams t join projects p on p.id = t.project_id group by p.name order by 2 desc limit 10",
    },
  ],
});
