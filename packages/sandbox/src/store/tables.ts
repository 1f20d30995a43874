import type { StaticTables } from "./static-tables.js";
import type { Stored } from "./stored.js";

/** A time in milliseconds since 1970. */
type Instant = number;

export interface CursusRow extends Stored {
  name: string;
  slug: string;
  kind: string;
  created_at: Instant;
  updated_at: Instant;
  restricted: boolean;
  is_subscriptable: boolean;
}

export interface CampusRow extends Stored {
  name: string;
  time_zone: string;
  /** The zone's usual offset, such as `+09:00`: erase dates are midnight there. */
  offset: string;
  language_id: number;
  users_count: number;
  vogsphere_id: number | null;
  country: string;
  address: string;
  zip: string;
  city: string;
  website: string;
  active: boolean;
  public: boolean;
  email_extension: string | null;
  endpoint_id: number | null;
  created_at: Instant;
  updated_at: Instant;
  default_hidden_phone: boolean;
}

export interface UserRow extends Stored {
  login: string;
  email: string;
  first_name: string;
  last_name: string;
  usual_full_name: string;
  usual_first_name: string | null;
  displayname: string;
  kind: string;
  /** False for the few whose image is null at every size. */
  has_image: boolean;
  "staff?": boolean;
  correction_point: number;
  pool_month: string;
  pool_year: string;
  location: string | null;
  wallet: number;
  anonymize_date: string | null;
  data_erasure_date: string | null;
  created_at: Instant;
  updated_at: Instant;
  alumnized_at: Instant | null;
  "alumni?": boolean;
  "active?": boolean;
  /** Filterable, never shown. */
  status: string;
}

export interface CursusUserRow extends Stored {
  begin_at: Instant;
  end_at: Instant | null;
  grade: string | null;
  level: number;
  cursus_id: number;
  user_id: number;
  has_coalition: boolean;
  blackholed_at: Instant | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface CampusUserRow extends Stored {
  user_id: number;
  campus_id: number;
  is_primary: boolean;
  created_at: Instant;
  updated_at: Instant;
}

export interface ProjectRow extends Stored {
  name: string;
  slug: string | null;
  difficulty: number | null;
  parent_id: number | null;
  created_at: Instant;
  updated_at: Instant;
  exam: boolean;
  git_id: number | null;
  repository: string | null;
  recommendation: string;
  description: string;
  position: number;
  visible: boolean;
  solo: boolean;
  has_git: boolean;
  has_mark: boolean;
  cursus_ids: readonly number[];
  campus_ids: readonly number[];
}

export interface ProjectSessionRow extends Stored {
  project_id: number;
  campus_id: number | null;
  cursus_id: number | null;
  solo: boolean;
  begin_at: Instant | null;
  end_at: Instant | null;
  estimate_time: string | null;
  difficulty: number | null;
  duration_days: number | null;
  terminating_after: number | null;
  max_people: number | null;
  is_subscriptable: boolean;
  team_behaviour: string;
  created_at: Instant;
  updated_at: Instant;
}

export interface ProjectsUserRow extends Stored {
  user_id: number;
  project_id: number;
  cursus_id: number;
  occurrence: number;
  final_mark: number | null;
  status: string;
  "validated?": boolean | null;
  current_team_id: number | null;
  /** Teams of earlier attempts, oldest first. */
  older_team_ids: readonly number[] | null;
  marked: boolean;
  marked_at: Instant | null;
  retriable_at: Instant | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface AchievementRow extends Stored {
  name: string;
  internal_name: string;
  description: string;
  tier: string;
  kind: string;
  visible: boolean;
  image: string | null;
  nbr_of_success: number | null;
  parent_id: number | null;
  title_id: number | null;
  title: string | null;
  campus: readonly string[];
  cursus_ids: readonly number[];
  position: number;
  slug: string;
  pedago: boolean;
  reward: number;
  created_at: Instant;
  updated_at: Instant;
}

export interface AchievementsUserRow extends Stored {
  user_id: number;
  achievement_id: number;
  nbr_of_success: number | null;
  rewarded: boolean;
  created_at: Instant;
  updated_at: Instant;
}

export interface BlocRow extends Stored {
  campus_id: number | null;
  cursus_id: number;
  squad_size: number;
  coalition_delay: number;
  repeat_deadline_delay: number;
  created_at: Instant;
  updated_at: Instant;
}

export interface CoalitionRow extends Stored {
  name: string;
  slug: string;
  color: string;
  score: number;
  user_id: number | null;
  bloc_id: number | null;
  has_cover: boolean;
  created_at: Instant;
  updated_at: Instant;
}

export interface CoalitionsUserRow extends Stored {
  coalition_id: number;
  user_id: number;
  score: number;
  rank: number;
  this_year_score: number;
  this_year_score_updated_at: Instant | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface LocationRow extends Stored {
  user_id: number;
  campus_id: number;
  host: string;
  primary: boolean;
  begin_at: Instant;
  end_at: Instant | null;
}

/** The generated resources, by name; those declared in this file change over time. */
export interface Tables extends StaticTables {
  cursus: CursusRow;
  campus: CampusRow;
  users: UserRow;
  cursus_users: CursusUserRow;
  campus_users: CampusUserRow;
  projects: ProjectRow;
  project_sessions: ProjectSessionRow;
  projects_users: ProjectsUserRow;
  achievements: AchievementRow;
  achievements_users: AchievementsUserRow;
  blocs: BlocRow;
  coalitions: CoalitionRow;
  coalitions_users: CoalitionsUserRow;
  locations: LocationRow;
}
