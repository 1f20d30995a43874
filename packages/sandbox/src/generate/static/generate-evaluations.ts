import { mix } from "../../random.js";
import type { ScaleTeamRow, TeamRow } from "../../store/static-tables.js";
import type { World } from "../../store/world.js";
import { HOUR, MINUTE } from "../plan.js";

const MOST_TEAMS = 1500;
const COMMENTS = [
  "Clear explanations, every test of the sheet passed, we looked for a leak together and found none.",
  "The code is tidy and the edge cases were thought of. Read the norm once more before the next one.",
  "It stopped at the second part: the parser accepts an open quote. Everything before it was fine.",
  "Both knew every line. We tried three odd inputs and all of them were handled.",
];
const FEEDBACKS = [
  "Patient and precise, thank you.",
  "Helped me to see what to test next time.",
  "Took the time to read everything.",
];

/**
 * One to three evaluations for each closed team, and the booked one for each waiting team. Exams have
 * none.
 */
export function generateEvaluations(world: World, now: number): void {
  const students = world
    .table("users")
    .rows.filter(({ kind }) => kind === "student")
    .map(({ id }) => id);
  const rows = world
    .table("teams")
    .rows.slice(-MOST_TEAMS)
    .flatMap((team) =>
      world.table("projects").get(team.project_id)?.exam === true ? [] : evaluationsOf(team, students, now),
    );
  rows.sort((a, b) => a.created_at - b.created_at);
  world.table("scale_teams").fill(rows.map((row, at) => ({ ...row, id: 9_300_011 + at * 7 + (at % 3) })));
}

function evaluationsOf(team: TeamRow, students: readonly number[], now: number): Omit<ScaleTeamRow, "id">[] {
  const { closed_at } = team;
  if (closed_at === null) return [];
  const isWaiting = team.status === "waiting_for_correction";
  const count = isWaiting ? 1 : 1 + (mix(team.id, 1) % 3);
  return Array.from({ length: count }, (_, at) =>
    evaluation(
      team,
      at,
      isWaiting ? now + (2 + (mix(team.id, 5) % 70)) * HOUR : closed_at + (at + 1) * 20 * MINUTE,
      students,
    ),
  ).filter((row) => row.filled_at === null || row.filled_at < now);
}

function evaluation(
  team: TeamRow,
  at: number,
  begin_at: number,
  students: readonly number[],
): Omit<ScaleTeamRow, "id"> {
  const seed = team.id * 3 + at;
  const isWaiting = team.status === "waiting_for_correction";
  const filled_at = isWaiting ? null : begin_at + 15 * MINUTE + (mix(seed, 1) % 60_000);
  const booked = isWaiting ? team.updated_at : Math.min(team.closed_at ?? begin_at, begin_at) - MINUTE;
  const user_id = students[mix(seed, 2) % Math.max(1, students.length)] ?? team.user_id;
  const passed = (team.final_mark ?? 0) > 0;
  return {
    team_id: team.id,
    project_id: team.project_id,
    user_id,
    corrected_id: team.user_id,
    user_ids: [user_id, team.user_id],
    scale_id: 20_000 + team.project_id * 3,
    comment: isWaiting ? null : (COMMENTS[mix(seed, 3) % COMMENTS.length] ?? null),
    feedback: isWaiting ? null : (FEEDBACKS[mix(seed, 4) % FEEDBACKS.length] ?? null),
    feedback_rating: isWaiting ? null : 3 + (mix(seed, 4) % 3),
    final_mark: isWaiting ? null : Math.max(0, team.final_mark ?? 0),
    flag_id: isWaiting || passed ? 1 : 3,
    begin_at,
    filled_at,
    created_at: booked,
    updated_at: filled_at ?? booked,
  };
}
