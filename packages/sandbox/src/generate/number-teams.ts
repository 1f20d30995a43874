import type { Random } from "../random.js";
import type { ProjectsUserRow } from "../store/tables.js";

/**
 * Assigns a team to each attempt: none while a group is sought, one more per occurrence. Returns the last id.
 */
export function numberTeams(rows: readonly ProjectsUserRow[], from: number, random: Random): number {
  let teamId = from;
  const next = (): number => (teamId += random.int(1, 4));
  for (const row of rows) {
    if (row.status === "searching_a_group" || row.status === "creating_group") continue;
    if (row.occurrence > 0) row.older_team_ids = Array.from({ length: row.occurrence }, next);
    row.current_team_id = next();
  }
  return teamId;
}
