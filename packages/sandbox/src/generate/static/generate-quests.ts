import { mix } from "../../random.js";
import type { QuestRow, QuestsUserRow } from "../../store/static-tables.js";
import type { CursusUserRow } from "../../store/tables.js";
import type { World } from "../../store/world.js";
import { DAY } from "../plan.js";

const MOST_STUDENTS = 5000;
const RANKS = 7;

/** The ranks of the common core, and the newest students' progress in them. */
export function generateQuests(world: World): void {
  world.table("quests").fill(Array.from({ length: RANKS }, (_, rank) => quest(rank)));
  const students = world.table("cursus_users").by("cursus_id", 21).slice(-MOST_STUDENTS);
  const rows = students.flatMap(questsOf);
  rows.sort((a, b) => a.created_at - b.created_at);
  world.table("quests_users").fill(rows.map((row, at) => ({ ...row, id: 402_009 + at * 6 + (at % 4) })));
}

const quest = (rank: number): QuestRow => ({
  id: 70 + rank * 2,
  name: `Rank ${rank} of the core`,
  slug: `rank-${rank}-of-the-core`,
  kind: rank < 5 ? "main" : "optional",
  internal_name: rank === 6 ? null : `RankOfTheCore${rank}`,
  description: `Everything of rank ${rank} is validated.`,
  cursus_id: 21,
  campus_id: null,
  grade_id: null,
  position: rank,
  created_at: Date.UTC(2019, 10, 4, 9, rank),
  updated_at: Date.UTC(2023, 2, 6, 14, rank),
});

/** One for each rank up to the level, the last one open. No time is later than the enrolment's. */
function questsOf({ user_id, level, created_at, updated_at }: CursusUserRow): Omit<QuestsUserRow, "id">[] {
  const reached = Math.min(RANKS - 1, Math.floor(level / 1.5));
  const step = Math.max(0, updated_at - created_at) / (reached + 1);
  return Array.from({ length: reached + 1 }, (_, rank) => {
    const began = Math.floor(created_at + step * rank);
    const validated_at = rank < reached ? Math.floor(began + step / 2) : null;
    return {
      quest_id: 70 + rank * 2,
      user_id,
      end_at: mix(user_id, rank) % 9 === 0 ? began + 120 * DAY : null,
      validated_at,
      created_at: began,
      updated_at: validated_at ?? began,
    };
  });
}
