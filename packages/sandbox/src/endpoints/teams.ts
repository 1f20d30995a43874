import { bool, column, int, text, time } from "../store/columns.js";
import type { TeamRow } from "../store/static-tables.js";
import type { World } from "../store/world.js";
import { defineEndpoint, type FilterTest } from "./endpoint.js";
import { lightScaleTeam } from "./scale-teams.js";
import { showTeam } from "../show/team.js";

const NAMES = [
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
];

const isIn = (world: World, userId: number, campusIds: readonly string[], primaryOnly: boolean): boolean =>
  world
    .table("campus_users")
    .by("user_id", userId)
    .some((one) => (one.is_primary || !primaryOnly) && campusIds.includes(String(one.campus_id)));
const told =
  (holds: (row: TeamRow) => boolean): FilterTest<TeamRow> =>
  (row, values) =>
    holds(row) === (values[0] === "true");

/** Teams, one per attempt, as they were when the world was created. */
export const teams = defineEndpoint<TeamRow>({
  resource: "teams",
  columns: {
    id: int,
    project_id: int,
    name: text,
    created_at: time,
    updated_at: time,
    locked_at: time,
    closed_at: time,
    final_mark: int,
    repo_url: text,
    repo_uuid: text,
    deadline_at: time,
    terminating_at: time,
    project_session_id: int,
    status: text,
    "validated?": bool,
    cursus_id: int,
    user_id: column("int", "users.0.id"),
  },
  indexed: ["user_id", "project_id"],
  lists: [
    { path: "/v2/teams" },
    { path: "/v2/cursus/:id/teams", parent: "cursus", by: "cursus_id" },
    { path: "/v2/users/:id/teams", parent: "users", by: "user_id" },
    { path: "/v2/projects/:id/teams", parent: "projects", by: "project_id" },
    { path: "/v2/project_sessions/:id/teams", parent: "project_sessions", by: "project_session_id" },
  ],
  show: { path: "/v2/teams/:id" },
  order: [{ column: "id" }],
  filters: [
    ...NAMES,
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
  ranges: NAMES,
  sorts: NAMES,
  tests: {
    cursus: (row, values) => values.includes(String(row.cursus_id)),
    active_cursus: (row, values, { world }) =>
      values.includes(String(row.cursus_id)) &&
      world
        .table("cursus_users")
        .by("user_id", row.user_id)
        .some((one) => one.cursus_id === row.cursus_id && one.end_at === null),
    campus: (row, values, { world }) => isIn(world, row.user_id, values, false),
    primary_campus: (row, values, { world }) => isIn(world, row.user_id, values, true),
    locked: told((row) => row.locked_at !== null),
    closed: told((row) => row.closed_at !== null),
    deadline: told(() => false),
    terminating: told(() => false),
    with_mark: told((row) => row.final_mark !== null),
  },
  defaults: (now) => ({
    projects_user_id: 0,
    cursus_id: 21,
    project_session_id: 4000,
    occurrence: 0,
    name: "new group",
    final_mark: null,
    status: "in_progress",
    "validated?": null,
    repo_uuid: "intra-uuid-new",
    created_at: now,
    updated_at: now,
    locked_at: null,
    closed_at: null,
  }),
  render: (row, world) => ({
    ...showTeam(row, world),
    scale_teams: world
      .table("scale_teams")
      .by("team_id", row.id)
      .map((one) => lightScaleTeam(one, world)),
    teams_uploads: [],
  }),
});
