import { column, int, text, time } from "../store/columns.js";
import { hexOf, mix } from "../random.js";
import type { ApiRow } from "../sandbox-options.js";
import type { ScaleTeamRow } from "../store/static-tables.js";
import type { World } from "../store/world.js";
import { defineEndpoint } from "./endpoint.js";
import { scaleOf, showFlag } from "../show/scale.js";
import { showTime, showTimeOrNull } from "../show/show-time.js";
import { showTeam } from "../show/team.js";

const NAMES = [
  "id",
  "user_id",
  "begin_at",
  "created_at",
  "updated_at",
  "scale_id",
  "team_id",
  "comment",
  "old_feedback",
  "feedback_rating",
  "final_mark",
  "truant_id",
  "flag_id",
  "token",
  "ip",
  "internship_id",
  "filled_at",
];

function shortUser(world: World, id: number): ApiRow {
  const login = world.table("users").get(id)?.login ?? `3b3-${id}`;
  return { id, login, url: `https://api.intra.42.fr/v2/users/${login}` };
}

/** Before the evaluation, some applications see the text `invisible` instead of the corrector. */
const isHidden = (row: ScaleTeamRow): boolean => row.filled_at === null && mix(row.id, 2) % 2 === 0;

/** An evaluation as its team embeds it: without the scale and the team. */
export const lightScaleTeam = (row: ScaleTeamRow, world: World): ApiRow => ({
  id: row.id,
  scale_id: row.scale_id,
  comment: row.comment,
  created_at: showTime(row.created_at),
  updated_at: showTime(row.updated_at),
  feedback: row.feedback,
  final_mark: row.final_mark,
  flag: showFlag(row.flag_id),
  begin_at: showTime(row.begin_at),
  correcteds: isHidden(row) ? "invisible" : [shortUser(world, row.corrected_id)],
  corrector: isHidden(row) ? "invisible" : shortUser(world, row.user_id),
  truant: {},
  filled_at: showTimeOrNull(row.filled_at),
  questions_with_answers: [],
});

const feedbackOf = (row: ScaleTeamRow, world: World): ApiRow[] => {
  if (row.feedback === null) return [];
  const { id, login } = shortUser(world, row.corrected_id);
  const user = { login, id, url: `https://profile.intra.42.fr/users/${String(login)}` };
  return [
    {
      id: row.id + 9000,
      user,
      feedbackable_type: "ScaleTeam",
      feedbackable_id: row.id,
      comment: row.feedback,
      rating: row.feedback_rating,
      created_at: showTimeOrNull(row.filled_at),
    },
  ];
};

/**
 * Evaluations, each with its whole scale, so rows are heavy. Sorted by `-filled_at`, pending ones come first
 * (observed in 2026).
 */
export const scaleTeams = defineEndpoint<ScaleTeamRow>({
  resource: "scale_teams",
  columns: {
    id: int,
    scale_id: int,
    comment: text,
    created_at: time,
    updated_at: time,
    feedback: text,
    final_mark: int,
    begin_at: time,
    filled_at: time,
    old_feedback: text,
    feedback_rating: int,
    truant_id: int,
    token: text,
    ip: text,
    internship_id: int,
    user_id: column("int", "corrector.id"),
    corrected_id: column("int", "correcteds.0.id"),
    user_ids: column("ids"),
    flag_id: column("int", "flag.id"),
    team_id: column("int", "team.id"),
    project_id: column("int", "team.project_id"),
  },
  indexed: ["team_id", "user_id"],
  lists: [
    { path: "/v2/scale_teams" },
    { path: "/v2/users/:id/scale_teams", parent: "users", by: "user_ids" },
    { path: "/v2/users/:id/scale_teams/as_corrector", parent: "users", by: "user_id" },
    { path: "/v2/users/:id/scale_teams/as_corrected", parent: "users", by: "corrected_id" },
    { path: "/v2/projects/:id/scale_teams", parent: "projects", by: "project_id" },
    { path: "/v2/project_sessions/:id/scale_teams", parent: "project_sessions", by: "project_session_id" },
  ],
  show: { path: "/v2/scale_teams/:id" },
  order: [
    { column: "begin_at", descending: true },
    { column: "id", descending: true },
  ],
  filters: [...NAMES, "campus_id", "cursus_id", "future", "filled"],
  ranges: NAMES,
  sorts: NAMES,
  timedTests: ["future"],
  tests: {
    campus_id: (row, values, { world }) =>
      world
        .table("campus_users")
        .by("user_id", row.corrected_id)
        .some((one) => one.is_primary && values.includes(String(one.campus_id))),
    cursus_id: (row, values, { world }) =>
      values.includes(String(world.table("teams").get(row.team_id)?.cursus_id)),
    future: (row, values, { now }) => row.begin_at > now === (values[0] === "true"),
    filled: (row, values) => (row.filled_at !== null) === (values[0] === "true"),
  },
  defaults: (now) => ({
    scale_id: 1,
    user_ids: [],
    comment: null,
    feedback: null,
    feedback_rating: null,
    final_mark: null,
    flag_id: 1,
    begin_at: now,
    filled_at: null,
    created_at: now,
    updated_at: now,
  }),
  read: (row, name, world) => {
    if (name === "project_session_id") return world.table("teams").get(row.team_id)?.project_session_id;
    return name === "token" ? hexOf(row.id, 3, 8) : undefined;
  },
  render: (row, world) => {
    const team = world.table("teams").get(row.team_id);
    return {
      ...lightScaleTeam(row, world),
      scale: scaleOf(row),
      team: team === undefined ? null : showTeam(team, world),
      feedbacks: feedbackOf(row, world),
    };
  },
});
