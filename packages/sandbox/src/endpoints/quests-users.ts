import { column, int, time } from "../store/columns.js";
import type { QuestsUserRow } from "../store/static-tables.js";
import { defineEndpoint } from "./endpoint.js";
import { embeddedUser } from "../show/light-user.js";
import { lightQuest } from "./quests.js";
import { showTime, showTimeOrNull } from "../show/show-time.js";

const NAMES = [
  "id",
  "quest_id",
  "user_id",
  "end_at",
  "validated_at",
  "prct",
  "advancement",
  "created_at",
  "updated_at",
];

/** The progress of people in quests. */
export const questsUsers = defineEndpoint<QuestsUserRow>({
  resource: "quests_users",
  columns: {
    id: int,
    end_at: time,
    quest_id: int,
    validated_at: time,
    prct: int,
    advancement: int,
    created_at: time,
    updated_at: time,
    user_id: column("int", "user.id"),
  },
  indexed: ["user_id", "quest_id"],
  lists: [
    { path: "/v2/quests_users" },
    { path: "/v2/quests/:id/quests_users", parent: "quests", by: "quest_id" },
    { path: "/v2/users/:id/quests_users", parent: "users", by: "user_id" },
  ],
  show: { path: "/v2/quests_users/:id" },
  order: [{ column: "id", descending: true }],
  filters: [...NAMES, "campus_id", "end", "validated"],
  ranges: NAMES,
  sorts: NAMES,
  timedTests: ["end"],
  tests: {
    campus_id: (row, values, { world }) =>
      world
        .table("campus_users")
        .by("user_id", row.user_id)
        .some((one) => one.is_primary && values.includes(String(one.campus_id))),
    end: (row, values, { now }) => (row.end_at !== null && row.end_at <= now) === (values[0] === "true"),
    validated: (row, values) => (row.validated_at !== null) === (values[0] === "true"),
  },
  defaults: (now) => ({ end_at: null, validated_at: null, created_at: now, updated_at: now }),
  render: (row, world) => {
    const quest = world.table("quests").get(row.quest_id);
    return {
      id: row.id,
      end_at: showTimeOrNull(row.end_at),
      quest_id: row.quest_id,
      validated_at: showTimeOrNull(row.validated_at),
      prct: null,
      advancement: null,
      created_at: showTime(row.created_at),
      updated_at: showTime(row.updated_at),
      user: embeddedUser(world, row.user_id, row.id),
      quest: quest === undefined ? null : lightQuest(quest),
    };
  },
});
