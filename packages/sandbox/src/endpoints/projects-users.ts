import { bool, column, int, text, time } from "../store/columns.js";
import type { ProjectsUserRow } from "../store/tables.js";
import { defineEndpoint } from "./endpoint.js";
import { embeddedUser } from "../show/light-user.js";
import { showTime, showTimeOrNull } from "../show/show-time.js";
import { teamsOf } from "../show/team.js";

const RANGES = [
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
];

/**
 * Registrations for projects, one per person and project. The list ignores sorts and is ordered by ascending id (real
 * rows of 2026); `filter[campus_id]` is refused and `filter[campus]` works; `filter[cursus]` is accepted and
 * does nothing (observed by others, 2025 and 2026).
 */
export const projectsUsers = defineEndpoint<ProjectsUserRow>({
  resource: "projects_users",
  columns: {
    id: int,
    occurrence: int,
    final_mark: int,
    status: text,
    "validated?": bool,
    current_team_id: int,
    project_id: column("int", "project.id"),
    cursus_id: column("int", "cursus_ids.0"),
    marked_at: time,
    marked: bool,
    retriable_at: time,
    created_at: time,
    updated_at: time,
    user_id: column("int", "user.id"),
  },
  indexed: ["user_id", "project_id"],
  lists: [
    { path: "/v2/projects_users" },
    { path: "/v2/projects/:id/projects_users", parent: "projects", by: "project_id" },
    { path: "/v2/users/:id/projects_users", parent: "users", by: "user_id" },
  ],
  show: { path: "/v2/projects_users/:id" },
  order: [{ column: "id" }],
  filters: [...RANGES, "cursus", "campus", "retriable", "marked"],
  ranges: RANGES,
  timedTests: ["retriable"],
  tests: {
    cursus: () => true,
    // It isn't known which membership counts; cursus_users' campus filter uses the primary one.
    campus: (row, values, { world }) =>
      world
        .table("campus_users")
        .by("user_id", row.user_id)
        .some((one) => one.is_primary && values.includes(String(one.campus_id))),
    retriable: (row, values, { now }) =>
      (row.retriable_at !== null && row.retriable_at <= now) === (values[0] === "true"),
    marked: (row, values) => row.marked === (values[0] === "true"),
  },
  defaults: (now) => ({
    cursus_id: 21,
    occurrence: 0,
    final_mark: null,
    status: "in_progress",
    "validated?": null,
    current_team_id: null,
    older_team_ids: null,
    marked: false,
    marked_at: null,
    retriable_at: null,
    created_at: now,
    updated_at: now,
  }),
  render: (row, world) => {
    const project = world.table("projects").get(row.project_id);
    return {
      id: row.id,
      occurrence: row.occurrence,
      final_mark: row.final_mark,
      status: row.status,
      "validated?": row["validated?"],
      current_team_id: row.current_team_id,
      project: {
        id: row.project_id,
        name: project?.name ?? "",
        slug: project?.slug ?? null,
        parent_id: project?.parent_id ?? null,
      },
      cursus_ids: [row.cursus_id],
      marked_at: showTimeOrNull(row.marked_at),
      marked: row.marked,
      retriable_at: showTimeOrNull(row.retriable_at),
      created_at: showTime(row.created_at),
      updated_at: showTime(row.updated_at),
      user: embeddedUser(world, row.user_id, row.id),
      teams: teamsOf(row, world),
    };
  },
});
