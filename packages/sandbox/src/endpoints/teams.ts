import { hexOf, mix } from "../random.js";
import type { ApiRow } from "../sandbox-options.js";
import type { ProjectRow, ProjectsUserRow } from "../store/tables.js";
import type { World } from "../store/world.js";
import { showTime } from "./show-time.js";

interface Try {
  readonly teamId: number;
  readonly at: number;
  readonly isLast: boolean;
  readonly started: number;
}

function team(row: ProjectsUserRow, project: ProjectRow | undefined, login: string, one: Try): ApiRow {
  const { teamId, at, isLast, started } = one;
  const mark = isLast ? row.final_mark : [0, 0, -42, 30, 45][mix(teamId, 1) % 5];
  const isClosed = isLast ? row.marked || row.status === "waiting_for_correction" : true;
  const validated = isLast ? row["validated?"] : false;
  const uuid = `intra-uuid-${hexOf(teamId, 2, 8)}-${hexOf(teamId, 3, 4)}-${hexOf(teamId, 4, 12)}-${teamId}-${login}`;
  const hasGit = project?.has_git === true;
  return {
    id: teamId,
    name: at === 0 ? `${login}'s group` : `${login}'s group-${at}`,
    url: `https://api.intra.42.fr/v2/teams/${teamId}`,
    final_mark: mark,
    project_id: row.project_id,
    created_at: showTime(started + 22),
    updated_at: showTime(isLast ? row.updated_at + 36 : started + 90_000_000),
    status: isLast ? (row.status === "finished" ? "finished" : row.status) : "finished",
    terminating_at: null,
    users: [
      {
        id: row.user_id,
        login,
        url: `https://api.intra.42.fr/v2/users/${login}`,
        leader: true,
        occurrence: at,
        validated: validated === true,
        projects_user_id: row.id,
      },
    ],
    "locked?": true,
    "validated?": validated,
    "closed?": isClosed,
    repo_url: hasGit ? `git@vogsphere.42.example:vogsphere/${uuid}` : null,
    repo_uuid: uuid,
    locked_at: showTime(started + 60_000),
    closed_at: isClosed ? showTime(isLast ? (row.marked_at ?? row.updated_at) - 3_600_000 : started + 86_400_000) : null,
    project_session_id: 4000 + row.project_id,
    project_gitlab_path: hasGit && project.slug !== null ? `pedago_world/42-cursus/inner-circle/${project.slug}` : null,
  };
}

/** The tries of a registration, oldest first: one team a try, none before a group is found. */
export function teamsOf(row: ProjectsUserRow, world: World): ApiRow[] {
  const login = world.table("users").get(row.user_id)?.login ?? "unknown";
  const project = world.table("projects").get(row.project_id);
  const ids = [...(row.older_team_ids ?? []), ...(row.current_team_id === null ? [] : [row.current_team_id])];
  const span = Math.max(0, row.updated_at - row.created_at) / Math.max(1, ids.length);
  return ids.map((teamId, at) => team(row, project, login, { teamId, at, isLast: at === ids.length - 1, started: Math.floor(row.created_at + span * at) }));
}
