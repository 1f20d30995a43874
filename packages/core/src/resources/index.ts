// Written by npm run docs from the files in this folder. Do not edit.
import { tablesOf } from "../resource/index.js";
import { achievements, achievementsEndpoint } from "./achievements.js";
import { achievementsUsers, achievementsUsersEndpoint } from "./achievements-users.js";
import { balancesEndpoint } from "./balances.js";
import { blocs, blocsEndpoint } from "./blocs.js";
import { campus, campusEndpoint } from "./campus.js";
import { campusUsers, campusUsersEndpoint } from "./campus-users.js";
import { coalitions, coalitionsEndpoint } from "./coalitions.js";
import { coalitionsUsers, coalitionsUsersEndpoint } from "./coalitions-users.js";
import { cursus, cursusEndpoint } from "./cursus.js";
import { cursusUsers, cursusUsersEndpoint } from "./cursus-users.js";
import { events, eventsEndpoint } from "./events.js";
import { eventsUsers, eventsUsersEndpoint } from "./events-users.js";
import { exams, examsEndpoint } from "./exams.js";
import { examsUsers, examsUsersEndpoint } from "./exams-users.js";
import { groups, groupsEndpoint } from "./groups.js";
import { groupsUsers, groupsUsersEndpoint } from "./groups-users.js";
import { languages, languagesEndpoint } from "./languages.js";
import { locations, locationsEndpoint } from "./locations.js";
import { projectSessions, projectSessionsEndpoint } from "./project-sessions.js";
import { projects, projectsEndpoint } from "./projects.js";
import { projectsUsers, projectsUsersEndpoint } from "./projects-users.js";
import { quests, questsEndpoint } from "./quests.js";
import { questsUsers, questsUsersEndpoint } from "./quests-users.js";
import { scaleTeams, scaleTeamsEndpoint } from "./scale-teams.js";
import { scoresEndpoint } from "./scores.js";
import { skills, skillsEndpoint } from "./skills.js";
import { teams, teamsEndpoint } from "./teams.js";
import { titles, titlesEndpoint } from "./titles.js";
import { titlesUsers, titlesUsersEndpoint } from "./titles-users.js";
import { users, usersEndpoint } from "./users.js";

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
  exams: examsEndpoint,
  exams_users: examsUsersEndpoint,
} as const;

/** The tables that are always mirrored, by their names in SQL. */
export const tables = /* @__PURE__ */ tablesOf({
  cursus,
  campuses: campus,
  projects,
  achievements,
  coalitions,
  project_sessions: projectSessions,
  users,
  cursus_users: cursusUsers,
  campus_users: campusUsers,
  projects_users: projectsUsers,
  achievements_users: achievementsUsers,
  coalitions_users: coalitionsUsers,
});

/** The tables that are mirrored on request (`--with locations,teams`), by their names in SQL. */
export const optionalTables = /* @__PURE__ */ tablesOf({
  locations,
  teams,
  scale_teams: scaleTeams,
  events,
  events_users: eventsUsers,
  quests,
  quests_users: questsUsers,
  blocs,
  skills,
  languages,
  titles,
  titles_users: titlesUsers,
  groups,
  groups_users: groupsUsers,
  exams,
  exams_users: examsUsers,
});
