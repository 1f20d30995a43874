import { bool, column, float, int, text, time } from "../store/columns.js";
import type { CursusUserRow } from "../store/tables.js";
import { defineEndpoint, type FilterTest } from "./endpoint.js";
import { embeddedUser } from "../show/light-user.js";
import { showTime, showTimeOrNull } from "../show/show-time.js";
import { skillsOf } from "../show/skills-of.js";

const SORTS = [
  "id",
  "cursus_id",
  "user_id",
  "created_at",
  "updated_at",
  "end_at",
  "begin_at",
  "has_coalition",
  "blackholed_at",
  "level",
];

/** A boolean filter: `true` selects the rows with the property, anything else the other rows. */
const whether =
  (property: (row: CursusUserRow, now: number) => boolean): FilterTest<CursusUserRow> =>
  (row, values, { now }) =>
    property(row, now) === (values[0] === "true");

/**
 * A person in a cursus. Level, skills, grade and blackhole move without `updated_at` (observed in real rows,
 * 2021 to 2026).
 */
export const cursusUsers = defineEndpoint<CursusUserRow>({
  resource: "cursus_users",
  columns: {
    id: int,
    begin_at: time,
    end_at: time,
    grade: text,
    level: float,
    cursus_id: int,
    has_coalition: bool,
    blackholed_at: time,
    created_at: time,
    updated_at: time,
    user_id: column("int", "user.id"),
  },
  indexed: ["user_id", "cursus_id"],
  lists: [
    { path: "/v2/cursus_users" },
    { path: "/v2/cursus/:id/cursus_users", parent: "cursus", by: "cursus_id" },
    { path: "/v2/users/:id/cursus_users", parent: "users", by: "user_id" },
  ],
  show: { path: "/v2/cursus_users/:id" },
  order: [
    { column: "created_at", descending: true },
    { column: "id", descending: true },
  ],
  sorts: SORTS,
  ranges: SORTS,
  filters: [...SORTS, "active", "campus_id", "end", "future", "blackholed"],
  timedTests: ["active", "end", "future", "blackholed"],
  tests: {
    active: whether((row, now) => row.begin_at <= now && (row.end_at === null || row.end_at > now)),
    end: whether((row, now) => row.end_at !== null && row.end_at <= now),
    future: whether((row, now) => row.begin_at > now),
    blackholed: whether((row, now) => row.blackholed_at !== null && row.blackholed_at <= now),
    // The primary campus: people who move disappear from their old campus's list (observed by another
    // mirror, 2025).
    campus_id: (row, values, { world }) =>
      world
        .table("campus_users")
        .by("user_id", row.user_id)
        .some((one) => one.is_primary && values.includes(String(one.campus_id))),
  },
  defaults: (now) => ({
    begin_at: now,
    end_at: null,
    grade: null,
    level: 0,
    cursus_id: 21,
    has_coalition: false,
    blackholed_at: null,
    created_at: now,
    updated_at: now,
  }),
  render: (row, world) => {
    const cursus = world.table("cursus").get(row.cursus_id);
    return {
      id: row.id,
      begin_at: showTime(row.begin_at),
      end_at: showTimeOrNull(row.end_at),
      grade: row.grade,
      level: row.level,
      skills: skillsOf(row),
      cursus_id: row.cursus_id,
      has_coalition: row.has_coalition,
      blackholed_at: showTimeOrNull(row.blackholed_at),
      created_at: showTime(row.created_at),
      updated_at: showTime(row.updated_at),
      user: embeddedUser(world, row.user_id, row.id),
      cursus: cursus === undefined ? null : world.show(world.endpointOf("cursus"), cursus),
    };
  },
});
