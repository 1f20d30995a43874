import type {
  AchievementsUserRow,
  CampusUserRow,
  CoalitionsUserRow,
  CursusUserRow,
  LocationRow,
  ProjectsUserRow,
  UserRow,
} from "../store/tables.js";
import type { CampusSeed } from "./catalogue/campuses.js";
import type { Role } from "./make-person.js";

/** A person while the world is generated. */
export interface Person {
  readonly user: UserRow;
  readonly role: Role;
  readonly campus: CampusSeed;
  /**
   * When the cursus began and until when something happened there, in milliseconds; null without cursus 21.
   */
  began: number | null;
  until: number;
  /** The number of completed projects of cursus 21. */
  progress: number;
}

/** Rows that don't have an id yet; ids follow the time of creation. */
export interface Drafts {
  readonly cursusUsers: CursusUserRow[];
  readonly campusUsers: CampusUserRow[];
  readonly projectsUsers: ProjectsUserRow[];
  readonly achievementsUsers: AchievementsUserRow[];
  readonly coalitionsUsers: CoalitionsUserRow[];
  readonly locations: LocationRow[];
}
