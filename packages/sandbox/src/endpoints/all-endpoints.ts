import { achievements } from "./achievements.js";
import { achievementsUsers } from "./achievements-users.js";
import { blocs } from "./blocs.js";
import { campus } from "./campus.js";
import { campusUsers } from "./campus-users.js";
import { coalitions } from "./coalitions.js";
import { coalitionsUsers } from "./coalitions-users.js";
import { cursus } from "./cursus.js";
import { cursusUsers } from "./cursus-users.js";
import type { Endpoint } from "./endpoint.js";
import { locations } from "./locations.js";
import { projectSessions } from "./project-sessions.js";
import { projects } from "./projects.js";
import { projectsUsers } from "./projects-users.js";
import { users } from "./users.js";

/** Every resource that the sandbox serves. A new one is a file and a line here. */
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
];
