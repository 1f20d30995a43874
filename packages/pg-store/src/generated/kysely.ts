/**
 * The mirrored database for Kysely. Written by npm run docs from the declarations.
 *
 * @module @42sync/pg-store/kysely
 */
import type { ColumnType } from "kysely";
import type {
  AchievementsRow,
  AchievementsUsersRow,
  BlocsCoalitionsRow,
  BlocsRow,
  BudgetsRow,
  CampusAchievementsRow,
  CampusProjectsRow,
  CampusUsersRow,
  CampusesRow,
  CoalitionsRow,
  CoalitionsUsersRow,
  CoverageRow,
  CursusProjectsRow,
  CursusRow,
  CursusUsersRow,
  EventsRow,
  EventsUsersRow,
  ExamsProjectsRow,
  ExamsRow,
  ExamsUsersRow,
  FreshnessRow,
  GroupsRow,
  GroupsUsersRow,
  LanguagesRow,
  LocationsRow,
  LocksRow,
  OutOfScopeRow,
  OwnersToRereadRow,
  ParentsNotFoundRow,
  PassesRow,
  ProbesRow,
  ProjectSessionsRow,
  ProjectsRow,
  ProjectsUsersRow,
  QuarantineRow,
  QuestsRow,
  QuestsUsersRow,
  ResumePointsRow,
  RunsRow,
  ScaleTeamsRow,
  ScaleTeamsUsersRow,
  SkillsRow,
  SourcesRow,
  StudentsRow,
  TablesRow,
  TeamsRow,
  TeamsUsersRow,
  TitlesRow,
  TitlesUsersRow,
  TombstonesRow,
  UsersRow,
  VerifiedRow,
  WatermarksRow,
} from "./types.js";

/** A table that is read and not written: what 42sync does not write, its next run would undo. */
export type ReadOnly<Row> = { readonly [Column in keyof Row]: ColumnType<Row[Column], never, never> };

/**
 * The mirrored database for Kysely; tables of your own go beside it: `interface Mine extends Database {
 * seats: SeatTable }`.
 *
 * @example const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: new pg.Pool({ types:
 * pgRowTypes(pg.types) }) }) }); await db.selectFrom("students").select(["login", "level"]).where("level",
 * ">", 10).execute();
 */
export interface Database {
  cursus: ReadOnly<CursusRow>;
  campuses: ReadOnly<CampusesRow>;
  projects: ReadOnly<ProjectsRow>;
  achievements: ReadOnly<AchievementsRow>;
  coalitions: ReadOnly<CoalitionsRow>;
  project_sessions: ReadOnly<ProjectSessionsRow>;
  users: ReadOnly<UsersRow>;
  projects_users: ReadOnly<ProjectsUsersRow>;
  cursus_users: ReadOnly<CursusUsersRow>;
  campus_users: ReadOnly<CampusUsersRow>;
  achievements_users: ReadOnly<AchievementsUsersRow>;
  coalitions_users: ReadOnly<CoalitionsUsersRow>;
  locations: ReadOnly<LocationsRow>;
  teams: ReadOnly<TeamsRow>;
  scale_teams: ReadOnly<ScaleTeamsRow>;
  events: ReadOnly<EventsRow>;
  events_users: ReadOnly<EventsUsersRow>;
  quests: ReadOnly<QuestsRow>;
  quests_users: ReadOnly<QuestsUsersRow>;
  blocs: ReadOnly<BlocsRow>;
  skills: ReadOnly<SkillsRow>;
  languages: ReadOnly<LanguagesRow>;
  titles: ReadOnly<TitlesRow>;
  titles_users: ReadOnly<TitlesUsersRow>;
  groups: ReadOnly<GroupsRow>;
  groups_users: ReadOnly<GroupsUsersRow>;
  exams: ReadOnly<ExamsRow>;
  exams_users: ReadOnly<ExamsUsersRow>;
  cursus_projects: ReadOnly<CursusProjectsRow>;
  campus_projects: ReadOnly<CampusProjectsRow>;
  campus_achievements: ReadOnly<CampusAchievementsRow>;
  teams_users: ReadOnly<TeamsUsersRow>;
  scale_teams_users: ReadOnly<ScaleTeamsUsersRow>;
  blocs_coalitions: ReadOnly<BlocsCoalitionsRow>;
  exams_projects: ReadOnly<ExamsProjectsRow>;
  students: ReadOnly<StudentsRow>;
  "sync42.tables": ReadOnly<TablesRow>;
  "sync42.runs": ReadOnly<RunsRow>;
  "sync42.passes": ReadOnly<PassesRow>;
  "sync42.watermarks": ReadOnly<WatermarksRow>;
  "sync42.resume_points": ReadOnly<ResumePointsRow>;
  "sync42.owners_to_reread": ReadOnly<OwnersToRereadRow>;
  "sync42.coverage": ReadOnly<CoverageRow>;
  "sync42.verified": ReadOnly<VerifiedRow>;
  "sync42.quarantine": ReadOnly<QuarantineRow>;
  "sync42.parents_not_found": ReadOnly<ParentsNotFoundRow>;
  "sync42.out_of_scope": ReadOnly<OutOfScopeRow>;
  "sync42.tombstones": ReadOnly<TombstonesRow>;
  "sync42.sources": ReadOnly<SourcesRow>;
  "sync42.probes": ReadOnly<ProbesRow>;
  "sync42.budgets": ReadOnly<BudgetsRow>;
  "sync42.locks": ReadOnly<LocksRow>;
  "sync42.freshness": ReadOnly<FreshnessRow>;
}
