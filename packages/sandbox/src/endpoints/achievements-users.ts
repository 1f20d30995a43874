import { bool, int, time } from "../store/columns.js";
import type { AchievementsUserRow } from "../store/tables.js";
import { defineEndpoint } from "./endpoint.js";
import { showTime } from "../show/show-time.js";

const NAMES = ["id", "user_id", "achievement_id", "nbr_of_success", "created_at", "updated_at", "rewarded"];

/**
 * Earned achievements. To get a person's, use `filter[user_id]`: there is no list under `/v2/users` (apidoc,
 * 2026).
 */
export const achievementsUsers = defineEndpoint<AchievementsUserRow>({
  resource: "achievements_users",
  columns: {
    id: int,
    user_id: int,
    achievement_id: int,
    nbr_of_success: int,
    created_at: time,
    updated_at: time,
    rewarded: bool,
  },
  indexed: ["user_id", "achievement_id"],
  lists: [
    { path: "/v2/achievements_users" },
    { path: "/v2/achievements/:id/achievements_users", parent: "achievements", by: "achievement_id" },
  ],
  show: { path: "/v2/achievements_users/:id" },
  order: [{ column: "id", descending: true }],
  filters: NAMES,
  ranges: NAMES,
  sorts: NAMES,
  defaults: (now) => ({ nbr_of_success: null, rewarded: false, created_at: now, updated_at: now }),
  render: (row, world) => {
    const login = world.table("users").get(row.user_id)?.login ?? null;
    return {
      id: row.id,
      achievement_id: row.achievement_id,
      user_id: row.user_id,
      login,
      nbr_of_success: row.nbr_of_success,
      url: `https://api.intra.42.fr/v2/users/${login ?? row.user_id}`,
      created_at: showTime(row.created_at),
      updated_at: showTime(row.updated_at),
    };
  },
});
