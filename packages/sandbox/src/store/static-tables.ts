import type { Stored } from "./stored.js";

type Instant = number;

/** One attempt of a registration, as it was when the world was created. */
export interface TeamRow extends Stored {
  projects_user_id: number;
  user_id: number;
  project_id: number;
  cursus_id: number;
  project_session_id: number;
  /** 0 for the first attempt. */
  occurrence: number;
  name: string;
  final_mark: number | null;
  status: string;
  "validated?": boolean | null;
  repo_uuid: string;
  created_at: Instant;
  updated_at: Instant;
  locked_at: Instant | null;
  closed_at: Instant | null;
}

export interface ScaleTeamRow extends Stored {
  team_id: number;
  project_id: number;
  /** The corrector. */
  user_id: number;
  corrected_id: number;
  user_ids: readonly number[];
  scale_id: number;
  comment: string | null;
  feedback: string | null;
  feedback_rating: number | null;
  final_mark: number | null;
  flag_id: number;
  begin_at: Instant;
  filled_at: Instant | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface EventRow extends Stored {
  name: string;
  description: string;
  location: string;
  kind: string;
  max_people: number | null;
  begin_at: Instant;
  end_at: Instant;
  campus_ids: readonly number[];
  cursus_ids: readonly number[];
  prohibition_of_cancellation: number | null;
  has_waitlist: boolean;
  difficulty: number | null;
  remote: boolean;
  created_at: Instant;
  updated_at: Instant;
}

export interface EventsUserRow extends Stored {
  event_id: number;
  user_id: number;
  created_at: Instant;
  updated_at: Instant;
}

export interface QuestRow extends Stored {
  name: string;
  slug: string;
  kind: string;
  internal_name: string | null;
  description: string;
  cursus_id: number;
  campus_id: number | null;
  grade_id: number | null;
  position: number;
  created_at: Instant;
  updated_at: Instant;
}

export interface QuestsUserRow extends Stored {
  quest_id: number;
  user_id: number;
  end_at: Instant | null;
  validated_at: Instant | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface SkillRow extends Stored {
  name: string;
  slug: string;
  cursus_ids: readonly number[];
  created_at: Instant;
  updated_at: Instant;
}

export interface LanguageRow extends Stored {
  name: string;
  identifier: string;
  created_at: Instant;
  updated_at: Instant;
}

/** A title or a group: just a name, nothing to filter by. */
export interface NamedRow extends Stored {
  name: string;
}

export interface TitlesUserRow extends Stored {
  user_id: number;
  title_id: number;
  selected: boolean;
  created_at: Instant;
  updated_at: Instant;
}

export interface GroupsUserRow extends Stored {
  user_id: number;
  group_id: number;
  created_at: Instant;
  updated_at: Instant;
}

export interface ScoreRow extends Stored {
  coalition_id: number;
  coalitions_user_id: number | null;
  scoreable_id: number | null;
  scoreable_type: string | null;
  calculation_id: number | null;
  value: number;
  reason: string;
  created_at: Instant;
  updated_at: Instant;
}

export interface BalanceRow extends Stored {
  pool_id: number;
  begin_at: Instant;
  end_at: Instant;
  created_at: Instant;
  updated_at: Instant;
}

/** The static resources: created once, never changed. */
export interface StaticTables {
  teams: TeamRow;
  scale_teams: ScaleTeamRow;
  events: EventRow;
  events_users: EventsUserRow;
  quests: QuestRow;
  quests_users: QuestsUserRow;
  skills: SkillRow;
  languages: LanguageRow;
  titles: NamedRow;
  titles_users: TitlesUserRow;
  groups: NamedRow;
  groups_users: GroupsUserRow;
  scores: ScoreRow;
  balances: BalanceRow;
}
