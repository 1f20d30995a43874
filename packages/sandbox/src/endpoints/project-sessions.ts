import { bool, column, int, text, time } from "../store/columns.js";
import { mix } from "../random.js";
import type { ApiRow } from "../sandbox-options.js";
import type { ProjectSessionRow } from "../store/tables.js";
import type { World } from "../store/world.js";
import { embeddedCampus } from "../show/embedded-campus.js";
import { defineEndpoint } from "./endpoint.js";
import { showTime, showTimeOrNull } from "../show/show-time.js";

const RANGES = [
  "id",
  "project_id",
  "campus_id",
  "cursus_id",
  "estimate_time",
  "created_at",
  "updated_at",
  "begin_at",
  "end_at",
  "max_people",
  "duration_days",
  "terminating_after",
  "solo",
  "is_subscriptable",
  "team_behaviour",
  "difficulty",
];

/** A session as a project embeds it and as the list shows it. `campus_id` null is the default session. */
export function sessionOfProject(row: ProjectSessionRow): ApiRow {
  return {
    id: row.id,
    solo: row.solo,
    begin_at: showTimeOrNull(row.begin_at),
    end_at: showTimeOrNull(row.end_at),
    estimate_time: row.estimate_time,
    difficulty: row.difficulty,
    objectives: row.solo ? ["Rigor", "Algorithms"] : ["Group", "Design", "Planning"],
    description: "Read the subject, agree on what it asks, build it, defend it.",
    duration_days: row.duration_days,
    terminating_after: row.terminating_after,
    project_id: row.project_id,
    campus_id: row.campus_id,
    cursus_id: row.cursus_id,
    created_at: showTime(row.created_at),
    updated_at: showTime(row.updated_at),
    max_people: row.max_people,
    is_subscriptable: row.is_subscriptable,
    scales: [{ id: 20_000 + row.id * 3, correction_number: 3, is_primary: true }],
    uploads: mix(row.id, 4) % 6 === 0 ? [{ id: 40 + (row.id % 60), name: "Checker" }] : [],
    team_behaviour: row.team_behaviour,
    commit: null,
  };
}

function fullSession(row: ProjectSessionRow, world: World): ApiRow {
  const project = world.table("projects").get(row.project_id);
  const campus = row.campus_id === null ? undefined : world.table("campus").get(row.campus_id);
  const cursus = row.cursus_id === null ? undefined : world.table("cursus").get(row.cursus_id);
  const { project_sessions: _sessions, ...light } =
    project === undefined ? {} : world.show(world.endpointOf("projects"), project);
  return {
    ...sessionOfProject(row),
    project: project === undefined ? null : light,
    campus: campus === undefined ? null : embeddedCampus(campus, row.id),
    cursus: cursus === undefined ? null : world.show(world.endpointOf("cursus"), cursus),
    evaluations: [],
    project_sessions_rules: [],
  };
}

/** How a project is run at a campus. */
export const projectSessions = defineEndpoint<ProjectSessionRow>({
  resource: "project_sessions",
  columns: {
    id: int,
    solo: bool,
    begin_at: time,
    end_at: time,
    estimate_time: text,
    difficulty: int,
    duration_days: int,
    terminating_after: int,
    project_id: column("int", "project.id"),
    campus_id: int,
    cursus_id: int,
    created_at: time,
    updated_at: time,
    max_people: int,
    is_subscriptable: bool,
    team_behaviour: text,
  },
  indexed: ["project_id"],
  lists: [
    { path: "/v2/project_sessions" },
    { path: "/v2/projects/:id/project_sessions", parent: "projects", by: "project_id" },
  ],
  show: { path: "/v2/project_sessions/:id" },
  order: [{ column: "id", descending: true }],
  sorts: RANGES,
  ranges: RANGES,
  filters: [...RANGES, "future", "end"],
  timedTests: ["future", "end"],
  tests: {
    future: (row, values, { now }) =>
      (row.begin_at !== null && row.begin_at > now) === (values[0] === "true"),
    end: (row, values, { now }) => (row.end_at !== null && row.end_at <= now) === (values[0] === "true"),
  },
  defaults: (now) => ({
    campus_id: null,
    cursus_id: null,
    solo: true,
    begin_at: null,
    end_at: null,
    estimate_time: null,
    difficulty: null,
    duration_days: null,
    terminating_after: null,
    max_people: null,
    is_subscriptable: true,
    team_behaviour: "user",
    created_at: now,
    updated_at: now,
  }),
  render: sessionOfProject,
  renderFull: fullSession,
});
