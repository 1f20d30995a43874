// Written by npm run docs from the files in this folder. Do not edit.
import { achievements } from "./achievements.js";
import { achievementsUsers } from "./achievements-users.js";
import { balances } from "./balances.js";
import { blocs } from "./blocs.js";
import { campus } from "./campus.js";
import { campusUsers } from "./campus-users.js";
import { coalitions } from "./coalitions.js";
import { coalitionsUsers } from "./coalitions-users.js";
import { cursus } from "./cursus.js";
import { cursusUsers } from "./cursus-users.js";
import { events } from "./events.js";
import { eventsUsers } from "./events-users.js";
import { exams } from "./exams.js";
import { examsUsers } from "./exams-users.js";
import { groups } from "./groups.js";
import { groupsUsers } from "./groups-users.js";
import { languages } from "./languages.js";
import { locations } from "./locations.js";
import { projectSessions } from "./project-sessions.js";
import { projects } from "./projects.js";
import { projectsUsers } from "./projects-users.js";
import { quests } from "./quests.js";
import { questsUsers } from "./quests-users.js";
import { scaleTeams } from "./scale-teams.js";
import { scores } from "./scores.js";
import { skills } from "./skills.js";
import { teams } from "./teams.js";
import { titles } from "./titles.js";
import { titlesUsers } from "./titles-users.js";
import { users } from "./users.js";
import type { Endpoint } from "./endpoint.js";

/** Every resource that the sandbox serves. */
export const ALL_ENDPOINTS: readonly Endpoint[] = [
  cursus,
  campus,
  projects,
  projectSessions,
  achievements,
  blocs,
  coalitions,
  users,
  cursusUsers,
  campusUsers,
  projectsUsers,
  achievementsUsers,
  coalitionsUsers,
  locations,
  teams,
  scaleTeams,
  events,
  eventsUsers,
  quests,
  questsUsers,
  skills,
  titles,
  titlesUsers,
  groups,
  groupsUsers,
  languages,
  scores,
  balances,
  exams,
  examsUsers,
];
