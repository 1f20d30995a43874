import type { AnyTable } from "../resource/index.js";
import { achievementsEndpoint, achievementsTable } from "./achievements.js";
import { achievementsUsersEndpoint, achievementsUsersTable } from "./achievements-users.js";
import { balancesEndpoint } from "./balances.js";
import { blocsEndpoint, blocsTable } from "./blocs.js";
import { campusEndpoint, campusTable } from "./campus.js";
import { campusUsersEndpoint, campusUsersTable } from "./campus-users.js";
import { coalitionsEndpoint, coalitionsTable } from "./coalitions.js";
import { coalitionsUsersEndpoint, coalitionsUsersTable } from "./coalitions-users.js";
import { cursusEndpoint, cursusTable } from "./cursus.js";
import { cursusUsersEndpoint, cursusUsersTable } from "./cursus-users.js";
import { eventsEndpoint, eventsTable } from "./events.js";
import { eventsUsersEndpoint, eventsUsersTable } from "./events-users.js";
import { groupsEndpoint, groupsTable } from "./groups.js";
import { groupsUsersEndpoint, groupsUsersTable } from "./groups-users.js";
import { languagesEndpoint, languagesTable } from "./languages.js";
import { locationsEndpoint, locationsTable } from "./locations.js";
import { projectSessionsEndpoint, projectSessionsTable } from "./project-sessions.js";
import { projectsEndpoint, projectsTable } from "./projects.js";
import { projectsUsersEndpoint, projectsUsersTable } from "./projects-users.js";
import { questsEndpoint, questsTable } from "./quests.js";
import { questsUsersEndpoint, questsUsersTable } from "./quests-users.js";
import { scaleTeamsEndpoint, scaleTeamsTable } from "./scale-teams.js";
import { scoresEndpoint } from "./scores.js";
import { skillsEndpoint, skillsTable } from "./skills.js";
import { teamsEndpoint, teamsTable } from "./teams.js";
import { titlesEndpoint, titlesTable } from "./titles.js";
import { titlesUsersEndpoint, titlesUsersTable } from "./titles-users.js";
import { usersEndpoint, usersTable } from "./users.js";

/** The endpoints that the client knows by name; each becomes a property of the client. */
export const endpoints = {
  cursus: cursusEndpoint,
  campus: campusEndpoint,
  projects: projectsEndpoint,
  achievements: achievementsEndpoint,
  coalitions: coalitionsEndpoint,
  blocs: blocsEndpoint,
  users: usersEndpoint,
  cursus_users: cursusUsersEndpoint,
  campus_users: campusUsersEndpoint,
  projects_users: projectsUsersEndpoint,
  achievements_users: achievementsUsersEndpoint,
  coalitions_users: coalitionsUsersEndpoint,
  project_sessions: projectSessionsEndpoint,
  locations: locationsEndpoint,
  teams: teamsEndpoint,
  scale_teams: scaleTeamsEndpoint,
  events: eventsEndpoint,
  events_users: eventsUsersEndpoint,
  quests: questsEndpoint,
  quests_users: questsUsersEndpoint,
  skills: skillsEndpoint,
  titles: titlesEndpoint,
  titles_users: titlesUsersEndpoint,
  groups: groupsEndpoint,
  groups_users: groupsUsersEndpoint,
  languages: languagesEndpoint,
  scores: scoresEndpoint,
  balances: balancesEndpoint,
} as const;

/** The mirrored tables, by the name that they have in SQL. */
export const tables = {
  cursus: cursusTable,
  campuses: campusTable,
  projects: projectsTable,
  achievements: achievementsTable,
  coalitions: coalitionsTable,
  project_sessions: projectSessionsTable,
  users: usersTable,
  cursus_users: cursusUsersTable,
  campus_users: campusUsersTable,
  projects_users: projectsUsersTable,
  achievements_users: achievementsUsersTable,
  coalitions_users: coalitionsUsersTable,
} as const;

/**
 * Tables that are mirrored when they are asked for (`--with locations,teams`), by the name that they have in
 * SQL.
 */
export const optionalTables = {
  locations: locationsTable,
  teams: teamsTable,
  scale_teams: scaleTeamsTable,
  events: eventsTable,
  events_users: eventsUsersTable,
  quests: questsTable,
  quests_users: questsUsersTable,
  blocs: blocsTable,
  skills: skillsTable,
  languages: languagesTable,
  titles: titlesTable,
  titles_users: titlesUsersTable,
  groups: groupsTable,
  groups_users: groupsUsersTable,
} as const;

/**
 * Parents before children: no table comes before one that it references, that its links point at, that it
 * follows, or that its rows belong to.
 */
export function inReferenceOrder<T extends AnyTable>(list: readonly T[]): readonly T[] {
  const byName = new Map(list.map((table) => [table.name, table]));
  const ordered = new Set<T>();
  const visited = new Set<T>();
  const visit = (table: T): void => {
    if (visited.has(table)) return;
    visited.add(table);
    for (const parent of [
      ...parentsOf(table),
      ...(table.follows === undefined ? [] : [table.follows.table]),
      ...(table.belongsTo === undefined ? [] : [table.belongsTo.table]),
    ]) {
      const found = byName.get(parent);
      if (found !== undefined && found !== table) visit(found);
    }
    ordered.add(table);
  };
  for (const table of list) visit(table);
  return [...ordered];
}

/** The tables that a table's rows or links point at. */
export function parentsOf(table: AnyTable): readonly string[] {
  const references = Object.values(table.columns).flatMap((column) =>
    column.references === undefined ? [] : [column.references.table],
  );
  return [...new Set([...references, ...table.links.map((link) => link.other.table)])];
}
