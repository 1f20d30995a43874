import type { Drafts, Person } from "./drafts.js";
import { DAY, type Plan } from "./plan.js";

/** What each person earned: more with more progress, each achievement once. */
export function generateAchievementsUsers(
  people: readonly Person[],
  drafts: Drafts,
  { world, random, now }: Plan,
): void {
  const all = world.table("achievements").rows;
  for (const { user, role, began, until, progress } of people) {
    if (role !== "student" && role !== "piscine") continue;
    const count =
      role === "piscine"
        ? random.int(0, 2)
        : Math.min(all.length, 2 + Math.floor(progress / 3) + random.int(0, 3));
    const from = began ?? user.created_at + 15 * DAY;
    const to = Math.max(from + DAY, Math.min(until, now - 60_000));
    const earned = new Set<number>();
    for (let i = 0; i < count; i++) {
      const { id, nbr_of_success } = random.pick(all);
      if (earned.has(id)) continue;
      earned.add(id);
      const created_at = Math.floor(from + (to - from) * random.next());
      if (created_at >= now) continue;
      drafts.achievementsUsers.push({
        id: 0,
        user_id: user.id,
        achievement_id: id,
        nbr_of_success,
        rewarded: random.chance(0.1),
        created_at,
        updated_at: created_at,
      });
    }
  }
}
