/* eslint-disable max-lines -- a table more is an interface more */

/**
 * A row type for every table and view. Written by npm run docs from the declarations.
 *
 * @module @42sync/pg-store/types
 */

/** A row of the table `cursus`. Curricula of the 42 network; 21 is 42cursus, 9 the C Piscine. */
export interface CursusRow {
  /** 42's id of the cursus. */
  id: number;
  /** When the cursus was made. */
  created_at: Date | null;
  /** Name as shown on the intranet. */
  name: string | null;
  /** Name in addresses. */
  slug: string | null;
  /** main, external, piscine and others; an open list. */
  kind: string | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `campuses`. Campuses that the 42 API lists; closed ones are not among them. */
export interface CampusesRow {
  /** 42's id of the campus. */
  id: number;
  /** Name as shown on the intranet. */
  name: string | null;
  /** IANA time zone. */
  time_zone: string | null;
  /** Language spoken there. */
  language_id: number | null;
  /** People who ever had this campus, as 42 counts them. */
  users_count: number | null;
  /** The campus's git server. */
  vogsphere_id: number | null;
  /** Country, in English. */
  country: string | null;
  /** Street and number. */
  address: string | null;
  /** Postal code. */
  zip: string | null;
  /** City. */
  city: string | null;
  /** Web site; empty text when there is none. */
  website: string | null;
  /** Facebook page; empty text when there is none. */
  facebook: string | null;
  /** Twitter page; empty text when there is none. */
  twitter: string | null;
  /** Whether the campus is open. */
  active: boolean | null;
  /** Whether the campus is shown to everybody. */
  public: boolean | null;
  /** Domain of its students' addresses. */
  email_extension: string | null;
  /** Whether phone numbers are hidden by default. */
  default_hidden_phone: boolean | null;
  /** The campus's own endpoint server. */
  endpoint_id: number | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `projects`. Projects of the mirrored cursus. */
export interface ProjectsRow {
  /** 42's id of the project. */
  id: number;
  /** Name; not unique (two are called Exam Rank 02). */
  name: string | null;
  /** Name in addresses; missing in some rows. */
  slug: string | null;
  /** Experience points. */
  difficulty: number | null;
  /** The project that this one is a part of. */
  parent_id: number | null;
  /** When the project was made. */
  created_at: Date | null;
  /** When the project or one of its sessions was last edited. */
  updated_at: Date | null;
  /** Whether it is an exam. */
  exam: boolean | null;
  /** 42's id of its git repository. */
  git_id: number | null;
  /** Path of its git repository. */
  repository: string | null;
  /** Whether 42 recommends it. */
  recommendation: string | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `achievements`. Achievements (badges). A series, such as logging in 1, 3, 10 times, is several rows of one name. */
export interface AchievementsRow {
  /** 42's id of the achievement. */
  id: number;
  /** Name; not unique. */
  name: string | null;
  /** What it takes. */
  description: string | null;
  /** none, easy, medium, hard or challenge. */
  tier: string | null;
  /** project, social, scolarity or pedagogy. */
  kind: string | null;
  /** Whether students see it before they have it. */
  visible: boolean | null;
  /** Path of its picture on the intranet. */
  image: string | null;
  /** How many times it must be done. */
  nbr_of_success: number | null;
  /** API address of the people who have it. */
  users_url: string | null;
  /** The achievement before it in its series. */
  parent_id: number | null;
  /** The title that it awards. */
  title_id: number | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `coalitions`. Coalitions of all campuses. Slugs are not unique. */
export interface CoalitionsRow {
  /** 42's id of the coalition. */
  id: number;
  /** Name. */
  name: string | null;
  /** Name in addresses; not unique. */
  slug: string | null;
  /** Its emblem. */
  image_url: string | null;
  /** Its banner. */
  cover_url: string | null;
  /** Its colour, #rrggbb. */
  color: string | null;
  /** Points of all its members. */
  score: number | null;
  /** Its master; most masters are not students, so they are not among the users here. */
  user_id: number | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `project_sessions`. How the mirrored projects are offered, per campus and cursus. */
export interface ProjectSessionsRow {
  /** 42's id of the session. */
  id: number;
  /** The project. */
  project_id: number;
  /** The campus; none is the default session. Closed campuses are named here too. */
  campus_id: number | null;
  /** The cursus. */
  cursus_id: number | null;
  /** Whether it is done alone. */
  solo: boolean | null;
  /** Beginning. */
  begin_at: Date | null;
  /** End. */
  end_at: Date | null;
  /** How long it takes, in words. */
  estimate_time: string | null;
  /** Experience points. */
  difficulty: number | null;
  /** What is learnt. */
  objectives: unknown;
  /** What it is about. */
  description: string | null;
  /** Days that it lasts. */
  duration_days: number | null;
  /** Days after which it ends by itself. */
  terminating_after: number | null;
  /** Places. */
  max_people: number | null;
  /** Whether students may register. */
  is_subscriptable: boolean | null;
  /** How teams are made. */
  team_behaviour: string | null;
  /** What is handed in. */
  commit: string | null;
  /** When the session was made. */
  created_at: Date | null;
  /** When 42 last changed the row. */
  updated_at: Date | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `users`. Students of the mirrored cursus and campuses. Who becomes alumni keeps the row. */
export interface UsersRow {
  /** 42's id of the person. */
  id: number;
  /** Address at 42; the domain may be another campus's. */
  email: string | null;
  /** Login; 3b3-<id> once 42 anonymised the person. */
  login: string | null;
  /** First name. */
  first_name: string | null;
  /** Last name. */
  last_name: string | null;
  /** The name that the person goes by. */
  usual_full_name: string | null;
  /** The first name that the person goes by. */
  usual_first_name: string | null;
  /** API address. */
  url: string | null;
  /** `hidden` unless the application may see it. */
  phone: string | null;
  /** Name as shown on the intranet. */
  displayname: string | null;
  /** student, admin or external. */
  kind: string | null;
  /** Picture: { link, versions: { large, medium, small, micro } }. */
  image: unknown;
  /** Whether the person works for 42. */
  staff: boolean | null;
  /** Evaluation points; -1000 has been seen. */
  correction_point: number | null;
  /** Month of the piscine, in English; empty text when unknown. */
  pool_month: string | null;
  /** Year of the piscine; empty text when unknown. */
  pool_year: string | null;
  /** The seat where the person is logged in right now. */
  location: string | null;
  /** Wallet, in ₳. */
  wallet: number | null;
  /** When 42 will anonymise the person. */
  anonymize_date: Date | null;
  /** When 42 will erase the person's data. */
  data_erasure_date: Date | null;
  /** When the account was made. */
  created_at: Date | null;
  /** When 42 last changed the row; not every change moves it. */
  updated_at: Date | null;
  /** When the person became alumni. */
  alumnized_at: Date | null;
  /** Whether the person is alumni. */
  alumni: boolean | null;
  /** False for the blackholed and those who left. */
  active: boolean | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `projects_users`. Registrations of the mirrored people to projects, with marks. */
export interface ProjectsUsersRow {
  /** 42's id of the registration. */
  id: number;
  /** The person. */
  user_id: number;
  /** The project. */
  project_id: number;
  /** The cursus that the registration counts for. */
  cursus_ids: number[] | null;
  /** How many times it was retried. */
  occurrence: number | null;
  /** Mark, -42 to 125. */
  final_mark: number | null;
  /** creating_group, searching_a_group, in_progress, waiting_for_correction, finished or parent. */
  status: string | null;
  /** Whether it was passed; exams are often in_progress and validated. Empty while unmarked. */
  validated: boolean | null;
  /** The team of the present try. */
  current_team_id: number | null;
  /** Whether it is marked. */
  marked: boolean | null;
  /** When it was marked. */
  marked_at: Date | null;
  /** When it may be retried. */
  retriable_at: Date | null;
  /** When the person registered. */
  created_at: Date | null;
  /** When 42 last changed the row. */
  updated_at: Date | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `cursus_users`. Enrolments of the mirrored people in the mirrored cursus. */
export interface CursusUsersRow {
  /** 42's id of the enrolment. */
  id: number;
  /** The person. */
  user_id: number;
  /** The cursus. */
  cursus_id: number;
  /** Beginning. */
  begin_at: Date | null;
  /** End, when there is one. */
  end_at: Date | null;
  /** Cadet, Transcender, Alumni, Learner, Member, Pisciner or none. */
  grade: string | null;
  /** Level; moves without updated_at. */
  level: number | null;
  /** [{ id, name, level }]. */
  skills: unknown;
  /** Whether this cursus has coalitions for the person. */
  has_coalition: boolean | null;
  /** When the person falls into the black hole; moves without updated_at. */
  blackholed_at: Date | null;
  /** When the row was made. */
  created_at: Date | null;
  /** When 42 last changed the row; not for level, grade or blackhole. */
  updated_at: Date | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `campus_users`. Campuses of the mirrored people; is_primary tells the one that they study at. */
export interface CampusUsersRow {
  /** 42's id of the row. */
  id: number;
  /** The person. */
  user_id: number;
  /** The campus. */
  campus_id: number;
  /** Whether it is the person's campus now. */
  is_primary: boolean | null;
  /** When the row was made. */
  created_at: Date | null;
  /** When 42 last changed the row. */
  updated_at: Date | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `achievements_users`. Achievements of the mirrored people. */
export interface AchievementsUsersRow {
  /** 42's id of the row. */
  id: number;
  /** The person. */
  user_id: number;
  /** The achievement. */
  achievement_id: number;
  /** The person's login. */
  login: string | null;
  /** How many times it was done so far. */
  nbr_of_success: number | null;
  /** API address of the person. */
  url: string | null;
  /** When it was earned. */
  created_at: Date | null;
  /** When 42 last changed the row. */
  updated_at: Date | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `coalitions_users`. Coalition memberships of the mirrored people; those of a coalition that does not exist are in sync42.quarantine. */
export interface CoalitionsUsersRow {
  /** 42's id of the membership. */
  id: number;
  /** The person. */
  user_id: number;
  /** The coalition. */
  coalition_id: number;
  /** Points that the person brought; moves without updated_at. */
  score: number | null;
  /** Place within the coalition; moves without updated_at. */
  rank: number | null;
  /** When the person joined. */
  created_at: Date | null;
  /** When 42 last changed the row; not for score or rank. */
  updated_at: Date | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `locations`. Seats of the mirrored people: who sat where, from when to when. 42 sometimes removes rows afterwards. */
export interface LocationsRow {
  /** 42's id of the row. */
  id: number;
  /** The person. */
  user_id: number;
  /** The campus that the seat is on; closed campuses are named here too. */
  campus_id: number | null;
  /** The seat, in the campus's own manner: c1r2s3. */
  host: string | null;
  /** Whether it is the person's main seat at that time. */
  primary: boolean | null;
  /** When the person logged in. */
  begin_at: Date | null;
  /** When the person logged out; empty while they sit there, and sometimes for ever. */
  end_at: Date | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `teams`. Teams of the mirrored people in the mirrored cursus: one row a try. Of who comes from another campus, the teams from then on. */
export interface TeamsRow {
  /** 42's id of the team. */
  id: number;
  /** The project. */
  project_id: number;
  /** How the project was offered. */
  project_session_id: number | null;
  /** The person who leads it. */
  leader_id: number | null;
  /** Name. */
  name: string | null;
  /** API address. */
  url: string | null;
  /** in_progress, waiting_for_correction, finished and others; giving up moves it without updated_at. */
  status: string | null;
  /** Mark, -42 to 125. */
  final_mark: number | null;
  /** Whether nobody may join or leave. */
  locked: boolean | null;
  /** Whether it passed; empty while unmarked. */
  validated: boolean | null;
  /** Whether the work was handed in. */
  closed: boolean | null;
  /** Address of its git repository. */
  repo_url: string | null;
  /** 42's name of its git repository. */
  repo_uuid: string | null;
  /** Path of the project's git repository. */
  project_gitlab_path: string | null;
  /** When it was locked. */
  locked_at: Date | null;
  /** When the work was handed in. */
  closed_at: Date | null;
  /** When it ends by itself. */
  terminating_at: Date | null;
  /** When the team was made. */
  created_at: Date | null;
  /** When 42 last changed the row; not every change moves it. */
  updated_at: Date | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `scale_teams`. Evaluations on the mirrored campuses and in the mirrored cursus that mirrored people gave or had, without their scales. */
export interface ScaleTeamsRow {
  /** 42's id of the evaluation. */
  id: number;
  /** The team that is evaluated. */
  team_id: number | null;
  /** Who evaluates; empty where the application may not see it. */
  corrector_id: number | null;
  /** Who did not come. */
  truant_id: number | null;
  /** 42's id of the scale. */
  scale_id: number | null;
  /** 42's id of the flag. */
  flag_id: number | null;
  /** Ok, Outstanding project, Empty work, Cheat and others. */
  flag: string | null;
  /** Mark given. */
  final_mark: number | null;
  /** What who evaluates wrote. */
  comment: string | null;
  /** What who is evaluated wrote. */
  feedback: string | null;
  /** When it begins. */
  begin_at: Date | null;
  /** When it was filled in; empty while it waits. */
  filled_at: Date | null;
  /** When it was booked. */
  created_at: Date | null;
  /** When 42 last changed the row. */
  updated_at: Date | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `events`. Events of the mirrored campuses and cursus, and those that name none. */
export interface EventsRow {
  /** 42's id of the event. */
  id: number;
  /** Name. */
  name: string | null;
  /** What it is about, in Markdown. */
  description: string | null;
  /** Where. */
  location: string | null;
  /** conference, workshop, hackathon, extern and others. */
  kind: string | null;
  /** Places. */
  max_people: number | null;
  /** How many are registered. */
  nbr_subscribers: number | null;
  /** Beginning. */
  begin_at: Date | null;
  /** End. */
  end_at: Date | null;
  /** The campuses that it is for. */
  campus_ids: number[] | null;
  /** The cursus that it is for. */
  cursus_ids: number[] | null;
  /** Hours before it from which nobody may leave. */
  prohibition_of_cancellation: number | null;
  /** When the event was made. */
  created_at: Date | null;
  /** When 42 last changed the row. */
  updated_at: Date | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `events_users`. Registrations of the mirrored people to events. */
export interface EventsUsersRow {
  /** 42's id of the registration. */
  id: number;
  /** The person. */
  user_id: number;
  /** The event. */
  event_id: number | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `quests`. Quests, the milestones of every cursus. */
export interface QuestsRow {
  /** 42's id of the quest. */
  id: number;
  /** Name. */
  name: string | null;
  /** Name in addresses. */
  slug: string | null;
  /** main, optional and others. */
  kind: string | null;
  /** Name within 42. */
  internal_name: string | null;
  /** What it takes. */
  description: string | null;
  /** The cursus. */
  cursus_id: number | null;
  /** The campus; none counts everywhere. */
  campus_id: number | null;
  /** 42's id of the grade that it gives. */
  grade_id: number | null;
  /** Place in the order. */
  position: number | null;
  /** When the quest was made. */
  created_at: Date | null;
  /** When 42 last changed the row. */
  updated_at: Date | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `quests_users`. How far the mirrored people are with quests. */
export interface QuestsUsersRow {
  /** 42's id of the row. */
  id: number;
  /** The person. */
  user_id: number;
  /** The quest. */
  quest_id: number | null;
  /** Percent. */
  prct: number | null;
  /** Until when it must be done. */
  end_at: Date | null;
  /** When it was done. */
  validated_at: Date | null;
  /** When the person began. */
  created_at: Date | null;
  /** When 42 last changed the row. */
  updated_at: Date | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `blocs`. Blocs: one a campus and cursus. They tell which coalitions are of which campus. */
export interface BlocsRow {
  /** 42's id of the bloc. */
  id: number;
  /** The campus. */
  campus_id: number | null;
  /** The cursus. */
  cursus_id: number | null;
  /** People a squad. */
  squad_size: number | null;
  /** When the bloc was made. */
  created_at: Date | null;
  /** When 42 last changed the row. */
  updated_at: Date | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `skills`. What the levels of an enrolment are called. */
export interface SkillsRow {
  /** 42's id of the skill. */
  id: number;
  /** Name in addresses. */
  slug: string | null;
  /** Name. */
  name: string | null;
  /** When the skill was made. */
  created_at: Date | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `languages`. Languages that campuses speak. */
export interface LanguagesRow {
  /** 42's id of the language. */
  id: number;
  /** Name, in English. */
  name: string | null;
  /** Two letters. */
  identifier: string | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `titles`. Titles that people may bear. */
export interface TitlesRow {
  /** 42's id of the title. */
  id: number;
  /** The title, with %login where the login goes. */
  name: string | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `titles_users`. Titles of the mirrored people. */
export interface TitlesUsersRow {
  /** 42's id of the row. */
  id: number;
  /** The person. */
  user_id: number;
  /** The title. */
  title_id: number | null;
  /** Whether the person bears it. */
  selected: boolean | null;
  /** When it was given. */
  created_at: Date | null;
  /** When 42 last changed the row. */
  updated_at: Date | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `groups`. Groups that people may be in. */
export interface GroupsRow {
  /** 42's id of the group. */
  id: number;
  /** Name. */
  name: string | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `groups_users`. Groups of the mirrored people. */
export interface GroupsUsersRow {
  /** 42's id of the row. */
  id: number;
  /** The person. */
  user_id: number;
  /** The group. */
  group_id: number | null;
  /** When the person came. */
  created_at: Date | null;
  /** When 42 last changed the row. */
  updated_at: Date | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `exams`. Exam sessions of the mirrored cursus and campuses. */
export interface ExamsRow {
  /** 42's id of the exam. */
  id: number;
  /** The campus. */
  campus_id: number | null;
  /** The cursus that it is for. */
  cursus_ids: number[] | null;
  /** Name. */
  name: string | null;
  /** Where: rooms or clusters. */
  location: string | null;
  /** Networks that it may be sat from. */
  ip_range: string | null;
  /** Places. */
  max_people: number | null;
  /** How many are registered; may change without updated_at. */
  nbr_subscribers: number | null;
  /** Beginning. */
  begin_at: Date | null;
  /** End. */
  end_at: Date | null;
  /** When the exam was made. */
  created_at: Date | null;
  /** When 42 last changed the row. */
  updated_at: Date | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `exams_users`. Registrations of the mirrored people to exams. Reading them takes a request for each exam. */
export interface ExamsUsersRow {
  /** 42's id of the registration. */
  id: number;
  /** The exam. */
  exam_id: number;
  /** The person. */
  user_id: number;
  /** When the person registered. */
  created_at: Date | null;
  /** When 42 last changed the row. */
  updated_at: Date | null;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `cursus_projects`. Which cursus have which projects. */
export interface CursusProjectsRow {
  /** Key of cursus. */
  cursus_id: number;
  /** Key of projects. */
  project_id: number;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `campus_projects`. Which campuses offer which projects; campuses that 42 doesn't list are skipped. */
export interface CampusProjectsRow {
  /** Key of campuses. */
  campus_id: number;
  /** Key of projects. */
  project_id: number;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `campus_achievements`. Which campuses award which achievements; campuses that 42 doesn't list are skipped. */
export interface CampusAchievementsRow {
  /** Key of campuses. */
  campus_id: number;
  /** Key of achievements. */
  achievement_id: number;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `teams_users`. Which mirrored people are in which teams. */
export interface TeamsUsersRow {
  /** Key of users. */
  user_id: number;
  /** Key of teams. */
  team_id: number;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `scale_teams_users`. Which mirrored people are evaluated in which evaluations. */
export interface ScaleTeamsUsersRow {
  /** Key of users. */
  user_id: number;
  /** Key of scale_teams. */
  scale_team_id: number;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `blocs_coalitions`. Which coalitions are in which bloc. */
export interface BlocsCoalitionsRow {
  /** Key of coalitions. */
  coalition_id: number;
  /** Key of blocs. */
  bloc_id: number;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the table `exams_projects`. Which projects an exam is for. */
export interface ExamsProjectsRow {
  /** Key of projects. */
  project_id: number;
  /** Key of exams. */
  exam_id: number;
  /** When 42sync last wrote the row. */
  ingested_at: Date;
  /** When 42sync found the row gone from 42; empty while it is there. */
  deleted_at: Date | null;
}

/** A row of the view `students`. People with their enrolment and primary campus; one row a person and cursus. Who is gone from 42 is not in it. */
export interface StudentsRow {
  /** 42's id of the person. */
  user_id: number | null;
  /** Login; 3b3-<id> once 42 anonymised the person. */
  login: string | null;
  /** Name as shown on the intranet. */
  displayname: string | null;
  /** First name. */
  first_name: string | null;
  /** Last name. */
  last_name: string | null;
  /** Address at 42; the domain may be another campus's. */
  email: string | null;
  /** 42's id of the campus. */
  campus_id: number | null;
  /** Name as shown on the intranet. */
  campus: string | null;
  /** The cursus. */
  cursus_id: number | null;
  /** Level; moves without updated_at. */
  level: number | null;
  /** Cadet, Transcender, Alumni, Learner, Member, Pisciner or none. */
  grade: string | null;
  /** Beginning. */
  begin_at: Date | null;
  /** End, when there is one. */
  end_at: Date | null;
  /** When the person falls into the black hole; moves without updated_at. */
  blackholed_at: Date | null;
  /** Month of the piscine, in English; empty text when unknown. */
  pool_month: string | null;
  /** Year of the piscine; empty text when unknown. */
  pool_year: string | null;
  /** The seat where the person is logged in right now. */
  location: string | null;
  /** Wallet, in ₳. */
  wallet: number | null;
  /** Evaluation points; -1000 has been seen. */
  correction_point: number | null;
  /** False for the blackholed and those who left. */
  active: boolean | null;
  /** Whether the person is alumni. */
  alumni: boolean | null;
  /** When the account was made. */
  created_at: Date | null;
  /** When 42 last changed the row; not every change moves it. */
  updated_at: Date | null;
}

/** A row of the table `sync42.tables`. Tables and views that 42sync made; others are never touched. */
export interface TablesRow {
  /** The schema that the data is in. */
  data_schema: string;
  /** The table. */
  table_name: string;
  /** Fingerprint of the declaration that it was last brought to. */
  shape: string;
  /** When it was made. */
  made_at: Date;
  /** When it was last brought to another declaration. */
  changed_at: Date;
}

/** A row of the table `sync42.runs`. Executions of a plan. */
export interface RunsRow {
  /** Number of the run. */
  id: number;
  /** The schema that the data is in. */
  data_schema: string;
  /** What ran: nightly, incremental… */
  name: string;
  /** Which part of 42: `cursus=21 campus=all`. */
  scope: string;
  /** Who ran it, as the program gives it: process and host. */
  holder: string | null;
  /** When it began. */
  started_at: Date;
  /** When it ended; if killed, when the next run noticed. Empty while it runs. */
  ended_at: Date | null;
  /** complete, partial, failed or killed; empty while it runs. */
  outcome: string | null;
  /** Requests that counted against the rate limit; empty while it runs or if killed. */
  hits: number | null;
  /** Why it is not complete, for people. */
  reason: string | null;
  /** The tables of its plan, those that it did not reach included. */
  tables: string[] | null;
}

/** A row of the table `sync42.passes`. Traversals of a table within a run. */
export interface PassesRow {
  /** Number of the pass. */
  id: number;
  /** The run. */
  run_id: number;
  /** The table. */
  table_name: string;
  /** full, window, refresh, parents or retry. */
  kind: string;
  /** Why it was of this kind, for people. */
  plan_reason: string | null;
  /** Beginning of its window of updated_at. */
  since: Date | null;
  /** End of its window of updated_at. */
  until: Date | null;
  /** Whether it resumed where an earlier pass had stopped. */
  resumed: boolean;
  /** Up to where the table was complete before. */
  watermark_before: Date | null;
  /** Up to where the table is complete since then; empty when the pass is not complete. */
  watermark_after: Date | null;
  /** When it began. */
  started_at: Date;
  /** When it ended; if killed, when the next run noticed. Empty while it runs. */
  ended_at: Date | null;
  /** complete, partial, failed, skipped or killed; empty while it runs. */
  outcome: string | null;
  /** Requests that counted against the rate limit; empty while it runs or if killed. */
  hits: number | null;
  /** Bytes of response bodies. */
  bytes: number | null;
  /** How long it took. */
  seconds: number | null;
  /** Why it is not complete, for people. */
  reason: string | null;
  /** Pages stored. */
  pages: number;
  /** New rows. */
  inserted: number;
  /** Stored rows that changed. */
  updated: number;
  /** Rows that came as they are stored; not written. */
  unchanged: number;
  /** Rows that came older than they are stored; not written. */
  stale: number;
  /** Rows put in quarantine, see sync42.quarantine. */
  quarantined: number;
  /** Rows that are not of the scope. */
  skipped: number;
  /** Links to something that 42 does not list. */
  links_skipped: number;
  /** Rows marked as gone. */
  deleted: number;
  /** Rows of other tables that waited in quarantine for rows of this pass. */
  released: number;
}

/** A row of the table `sync42.watermarks`. Up to where each table is complete. */
export interface WatermarksRow {
  /** The schema that the data is in. */
  data_schema: string;
  /** The table. */
  table_name: string;
  /** Which part of 42: `cursus=21 campus=all`. */
  scope: string;
  /** Everything that 42 changed up to here is stored. */
  watermark: Date;
  /** Kind of the last complete pass: full or window. */
  kind: string;
  /** When the last complete pass was stored. */
  completed_at: Date;
}

/** A row of the table `sync42.resume_points`. Where unfinished passes resume. */
export interface ResumePointsRow {
  /** The schema that the data is in. */
  data_schema: string;
  /** The table. */
  table_name: string;
  /** Which part of 42: `cursus=21 campus=all`. */
  scope: string;
  /** Kind, window, beginning and state of the traversal. */
  point: unknown;
  /** When it was saved, with the rows of its page. */
  saved_at: Date;
}

/** A row of the table `sync42.owners_to_reread`. Owners whose rows of a table must be read whole again: they entered or moved after the table was begun in the scope, or they are gone. */
export interface OwnersToRereadRow {
  /** The schema that the data is in. */
  data_schema: string;
  /** The table. */
  table_name: string;
  /** Which part of 42: `cursus=21 campus=all`. */
  scope: string;
  /** The owner's id: a person, or a project. */
  owner_id: number;
  /** entered; followed: a row of theirs changed in the table that this one follows; gone: 42 no longer has them. */
  reason: string;
}

/** A row of the table `sync42.coverage`. Which owners' rows were read whole, and when. What changes silently is known to be right up to then. */
export interface CoverageRow {
  /** The schema that the data is in. */
  data_schema: string;
  /** The table. */
  table_name: string;
  /** Which part of 42: `cursus=21 campus=all`. */
  scope: string;
  /** First owner's id. */
  from_id: number;
  /** Last owner's id. */
  to_id: number;
  /** The server's clock when the pass began. */
  read_at: Date;
}

/** A row of the table `sync42.verified`. Which owners' rows had a turn in a comparison with 42, and when: the rotation of `42sync verify`. Of a table that is one list, all ids. */
export interface VerifiedRow {
  /** The schema that the data is in. */
  data_schema: string;
  /** The table. */
  table_name: string;
  /** Which part of 42: `cursus=21 campus=all`. */
  scope: string;
  /** First owner's id. */
  from_id: number;
  /** Last owner's id. */
  to_id: number;
  /** The server's clock when they had their turn. */
  read_at: Date;
  /** Whether the comparison failed; kept beside what was compared. */
  failed: boolean;
}

/** A row of the table `sync42.quarantine`. Rows that cannot be stored yet, each with its reason. */
export interface QuarantineRow {
  /** The schema that the data is in. */
  data_schema: string;
  /** The table. */
  table_name: string;
  /** Key of the row; a hash of the payload when it has none. */
  row_key: string;
  /** missing_parent: what it points at is not stored; invalid_item: the item is not as its declaration says; invalid_value: the item is, and a column cannot hold a value of it. */
  reason: string;
  /** What is missing, or which field or column is wrong, and why; for people. */
  detail: string;
  /** The table that lacks the parent. */
  missing_table: string | null;
  /** The parent's id. */
  missing_id: number | null;
  /** The row, with the lists of its links under the names of their tables; the item, where it is invalid_item. */
  payload: unknown;
  /** When it first came. */
  first_seen: Date;
  /** When it last came; exact to a day while it stays the same. */
  last_seen: Date;
  /** How often that was noted. */
  attempts: number;
}

/** A row of the table `sync42.parents_not_found`. Ids that rows in quarantine wait for and that 42 was asked for and does not have. */
export interface ParentsNotFoundRow {
  /** The schema that the data is in. */
  data_schema: string;
  /** The table. */
  table_name: string;
  /** The id. */
  id: number;
  /** When it was last asked for. */
  asked_at: Date;
  /** How often it was asked for. */
  attempts: number;
}

/** A row of the table `sync42.out_of_scope`. Rows that 42 has for stored owners and that are not of the scope; no difference when rows are counted. */
export interface OutOfScopeRow {
  /** The schema that the data is in. */
  data_schema: string;
  /** The table. */
  table_name: string;
  /** 42's id of the row. */
  row_id: number;
  /** The owner's id: a person, or a project. */
  owner_id: number;
}

/** A row of the table `sync42.tombstones`. People who were forgotten here on purpose, so that no run brings them back. Nothing else is kept of them. */
export interface TombstonesRow {
  /** The schema that the data is in. */
  data_schema: string;
  /** The table. */
  table_name: string;
  /** 42's id of the row that was forgotten. */
  row_id: number;
  /** When. */
  forgotten_at: Date;
}

/** A row of the table `sync42.sources`. Which API each data schema is a copy of. */
export interface SourcesRow {
  /** The schema that the data is in. */
  data_schema: string;
  /** Address of the API. */
  source: string;
  /** When its first row was about to come. */
  bound_at: Date;
}

/** A row of the table `sync42.probes`. What `42sync probe` found about each thing that 42sync relies on; runs read lists in other ways where something does not hold. */
export interface ProbesRow {
  /** The schema that the data is in. */
  data_schema: string;
  /** The fact, by list and kind: projects_users.range-id. */
  fact: string;
  /** The list; empty for the API as a whole. */
  resource: string | null;
  /** What 42sync relies on. */
  expected: string;
  /** What 42 answered, in counts, types and statuses. */
  seen: string;
  /** Whether it is so. */
  holds: boolean;
  /** When 42 was asked. */
  asked_at: Date;
}

/** A row of the table `sync42.budgets`. Rate limit windows that the processes of one application share. */
export interface BudgetsRow {
  /** Address of the API and UID of the application. */
  application: string;
  /** Starts of the last requests and hits of the present hour. */
  windows: unknown;
  /** When the last hit was taken. */
  changed_at: Date;
}

/** A row of the table `sync42.locks`. Who holds the lock of a data schema; the lock itself is an advisory one. */
export interface LocksRow {
  /** The schema that the data is in. */
  data_schema: string;
  /** The run's name. */
  run: string;
  /** Process and host, as the program says. */
  holder: string | null;
  /** The database's process that holds it. */
  backend_pid: number;
  /** Since when. */
  acquired_at: Date;
}

/** A row of the view `sync42.freshness`. How fresh each table is, and how its last pass ended. */
export interface FreshnessRow {
  /** The schema that the data is in. */
  data_schema: string | null;
  /** The table. */
  table_name: string | null;
  /** Which part of 42: `cursus=21 campus=all`. */
  scope: string | null;
  /** Everything that 42 changed up to here is stored; empty when no pass was completed. */
  watermark: Date | null;
  /** When the last complete pass was stored. */
  completed_at: Date | null;
  /** How far the watermark is behind the database's clock. */
  lag: string | null;
  /** Of the table's last full or window pass: complete, partial, failed, skipped or killed; empty while it runs. */
  last_outcome: string | null;
  /** Of the table's last full or window pass: full or window. */
  last_kind: string | null;
  /** Of the table's last full or window pass: when it began. */
  last_started_at: Date | null;
  /** Of the table's last full or window pass: when it ended; empty while it runs. */
  last_ended_at: Date | null;
  /** Of the table's last full or window pass: why it is not complete. */
  last_reason: string | null;
  /** Of the table's last full or window pass: new rows. */
  inserted: number | null;
  /** Of the table's last full or window pass: stored rows that changed. */
  updated: number | null;
  /** Of the table's last full or window pass: rows that came as they are stored. */
  unchanged: number | null;
  /** Of the table's last full or window pass: rows that came older than they are stored. */
  stale: number | null;
  /** Of the table's last full or window pass: rows put in quarantine. */
  quarantined: number | null;
  /** Of the table's last full or window pass: rows that are not of the scope. */
  skipped: number | null;
  /** Of the table's last full or window pass: links to something that 42 does not list. */
  links_skipped: number | null;
  /** Of the table's last full or window pass: rows marked as gone. */
  deleted: number | null;
  /** Of the table's last full or window pass: rows of other tables that waited in quarantine for its rows. */
  released: number | null;
  /** Of the last pass after it that moves no watermark: refresh, parents, retry, or window for one of your own. */
  then_kind: string | null;
  /** Of the last pass after it that moves no watermark: complete, partial, failed, skipped or killed; empty while it runs. */
  then_outcome: string | null;
  /** Of the last pass after it that moves no watermark: why it is not complete. */
  then_reason: string | null;
}

/** The row type of every table and view, by the name that it has in SQL. */
export interface Rows {
  cursus: CursusRow;
  campuses: CampusesRow;
  projects: ProjectsRow;
  achievements: AchievementsRow;
  coalitions: CoalitionsRow;
  project_sessions: ProjectSessionsRow;
  users: UsersRow;
  projects_users: ProjectsUsersRow;
  cursus_users: CursusUsersRow;
  campus_users: CampusUsersRow;
  achievements_users: AchievementsUsersRow;
  coalitions_users: CoalitionsUsersRow;
  locations: LocationsRow;
  teams: TeamsRow;
  scale_teams: ScaleTeamsRow;
  events: EventsRow;
  events_users: EventsUsersRow;
  quests: QuestsRow;
  quests_users: QuestsUsersRow;
  blocs: BlocsRow;
  skills: SkillsRow;
  languages: LanguagesRow;
  titles: TitlesRow;
  titles_users: TitlesUsersRow;
  groups: GroupsRow;
  groups_users: GroupsUsersRow;
  exams: ExamsRow;
  exams_users: ExamsUsersRow;
  cursus_projects: CursusProjectsRow;
  campus_projects: CampusProjectsRow;
  campus_achievements: CampusAchievementsRow;
  teams_users: TeamsUsersRow;
  scale_teams_users: ScaleTeamsUsersRow;
  blocs_coalitions: BlocsCoalitionsRow;
  exams_projects: ExamsProjectsRow;
  students: StudentsRow;
  "sync42.tables": TablesRow;
  "sync42.runs": RunsRow;
  "sync42.passes": PassesRow;
  "sync42.watermarks": WatermarksRow;
  "sync42.resume_points": ResumePointsRow;
  "sync42.owners_to_reread": OwnersToRereadRow;
  "sync42.coverage": CoverageRow;
  "sync42.verified": VerifiedRow;
  "sync42.quarantine": QuarantineRow;
  "sync42.parents_not_found": ParentsNotFoundRow;
  "sync42.out_of_scope": OutOfScopeRow;
  "sync42.tombstones": TombstonesRow;
  "sync42.sources": SourcesRow;
  "sync42.probes": ProbesRow;
  "sync42.budgets": BudgetsRow;
  "sync42.locks": LocksRow;
  "sync42.freshness": FreshnessRow;
}
