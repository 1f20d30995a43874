import { hexOf, mix } from "../random.js";
import type { ApiRow } from "../sandbox-options.js";
import type { TeamRow } from "../store/static-tables.js";
import type { ProjectsUserRow } from "../store/tables.js";
import type { World } from "../store/world.js";
import { showTime, showTimeOrNull } from "./show-time.js";

interface Try {
  readonly teamId: number;
  readonly at: number;
  readonly isLast: boolean;
  readonly started: number;
}

const isOpen = (row: ProjectsUserRow): boolean => !row.marked && row.status !== "waiting_for_correction";

function toTeam(row: ProjectsUserRow, login: string, { teamId, at, isLast, started }: Try): TeamRow {
  const closed = isLast ? (row.marked_at ?? row.updated_at) - 3_600_000 : started + 86_400_000;
  return {
    id: teamId,
    projects_user_id: row.id,
    user_id: row.user_id,
    project_id: row.project_id,
    cursus_id: row.cursus_id,
    project_session_id: 4000 + row.project_id,
    occurrence: at,
    name: at === 0 ? `${login}'s group` : `${login}'s group-${at}`,
    final_mark: isLast ? row.final_mark : ([0, 0, -42, 30, 45][mix(teamId, 1) % 5] ?? 0),
    status: isLast ? row.status : "finished",
    "validated?": isLast ? row["validated?"] : false,
    repo_uuid: `intra-uuid-${hexOf(teamId, 2, 8)}-${hexOf(teamId, 3, 4)}-${hexOf(teamId, 4, 12)}-${teamId}-${login}`,
    created_at: started + 22,
    updated_at: isLast ? row.updated_at + 36 : started + 90_000_000,
    locked_at: started + 60_000,
    closed_at: isLast && isOpen(row) ? null : closed,
  };
}

/** The attempts of a registration, oldest first: one team per attempt, none before a group is found. */
export function attemptsOf(row: ProjectsUserRow, world: World): TeamRow[] {
  const login = world.table("users").get(row.user_id)?.login ?? "unknown";
  const ids = [...(row.older_team_ids ?? []), ...(row.current_team_id === null ? [] : [row.current_team_id])];
  const span = Math.max(0, row.updated_at - row.created_at) / Math.max(1, ids.length);
  return ids.map((teamId, at) =>
    toTeam(row, login, {
      teamId,
      at,
      isLast: at === ids.length - 1,
      started: Math.floor(row.created_at + span * at),
    }),
  );
}

/** A team as registrations embed it; its list shows more. */
export function showTeam(team: TeamRow, world: World): ApiRow {
  const project = world.table("projects").get(team.project_id);
  const login = world.table("users").get(team.user_id)?.login ?? "unknown";
  const hasGit = project?.has_git === true;
  return {
    id: team.id,
    name: team.name,
    url: `https://api.intra.42.fr/v2/teams/${team.id}`,
    final_mark: team.final_mark,
    project_id: team.project_id,
    created_at: showTime(team.created_at),
    updated_at: showTime(team.updated_at),
    status: team.status,
    terminating_at: null,
    users: [
      {
        id: team.user_id,
        login,
        url: `https://api.intra.42.fr/v2/users/${login}`,
        leader: true,
        occurrence: team.occurrence,
        validated: team["validated?"] === true,
        projects_user_id: team.projects_user_id,
      },
    ],
    "locked?": team.locked_at !== null,
    "validated?": team["validated?"],
    "closed?": team.closed_at !== null,
    repo_url: hasGit ? `git@vogsphere.42.example:vogsphere/${team.repo_uuid}` : null,
    repo_uuid: team.repo_uuid,
    locked_at: showTimeOrNull(team.locked_at),
    closed_at: showTimeOrNull(team.closed_at),
    project_session_id: team.project_session_id,
    project_gitlab_path:
      hasGit && project.slug !== null ? `pedago_world/42-cursus/inner-circle/${project.slug}` : null,
  };
}

/** The current teams of a registration. */
export const teamsOf = (row: ProjectsUserRow, world: World): ApiRow[] =>
  attemptsOf(row, world).map((team) => showTeam(team, world));
