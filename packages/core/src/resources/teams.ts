import { z } from "zod";
import { defineEndpoint } from "../resource/index.js";
import { embedded, id, instant, unread } from "./fields.js";

const ordered = [
  "id", "project_id", "name", "created_at", "updated_at", "locked_at", "closed_at", "final_mark", "repo_url", "repo_uuid", "deadline_at",
  "terminating_at", "project_session_id", "status",
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
 * `GET /v2/teams`: one row a try. Giving up while waiting for correction sets `status` without moving `updated_at`, and
 * unregistering deletes the team (observed by 42Stat).
 */
export const teamsEndpoint = defineEndpoint({
  name: "teams",
  under: {
    cursus: "/v2/cursus/:id/teams", users: "/v2/users/:id/teams", projects: "/v2/projects/:id/teams",
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
  filters: [...ordered, "cursus", "active_cursus", "campus", "primary_campus", "locked", "closed", "deadline", "terminating", "with_mark"],
  ranges: ordered,
  sorts: ordered,
  traversal: "keyset",
});
