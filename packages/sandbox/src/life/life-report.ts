/** What happened while the clock was moved, by kind. */
export interface LifeReport {
  logins: number;
  logouts: number;
  /** New rows in projects_users. */
  registrations: number;
  /** Rows of projects_users that vanished. */
  unregistrations: number;
  /** Projects marked; each moves a level and a score silently. */
  marks: number;
  /** New attempts at a failed project. */
  retries: number;
  /** Grades and blackholes that moved without `updated_at`. */
  silentCursusUsers: number;
  /** Erase dates of people that moved without `updated_at`. */
  silentUsers: number;
  achievements: number;
  /** People who fell into the blackhole: end_at set, inactive. */
  blackholed: number;
  /** New people with their memberships. */
  newcomers: number;
  alumni: number;
  /** People who became `3b3-<id>`. */
  anonymised: number;
  /** People whose primary campus changed. */
  transfers: number;
  /** Renamed campuses, achievements and coalitions. */
  renames: number;
}

/** A report of nothing. */
export const emptyReport = (): LifeReport => ({
  logins: 0,
  logouts: 0,
  registrations: 0,
  unregistrations: 0,
  marks: 0,
  retries: 0,
  silentCursusUsers: 0,
  silentUsers: 0,
  achievements: 0,
  blackholed: 0,
  newcomers: 0,
  alumni: 0,
  anonymised: 0,
  transfers: 0,
  renames: 0,
});
