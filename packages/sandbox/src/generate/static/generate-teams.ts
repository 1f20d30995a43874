import { attemptsOf } from "../../show/team.js";
import type { World } from "../../store/world.js";

const MOST_REGISTRATIONS = 10_000;

/** One team per attempt, for the newest registrations. */
export function generateTeams(world: World, now: number): void {
  const registrations = world.table("projects_users").rows.slice(-MOST_REGISTRATIONS);
  const teams = registrations.flatMap((row) => attemptsOf(row, world));
  world.table("teams").fill(
    teams.map((team) => ({
      ...team,
      project_session_id: sessionOf(world, team.project_id) ?? team.project_session_id,
      updated_at: Math.min(team.updated_at, now - 1),
    })),
  );
}

const sessionOf = (world: World, projectId: number): number | undefined =>
  world.table("project_sessions").by("project_id", projectId)[0]?.id;
