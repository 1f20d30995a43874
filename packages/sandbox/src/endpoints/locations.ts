import { bool, column, int, text, time } from "../store/columns.js";
import type { LocationRow } from "../store/tables.js";
import { defineEndpoint } from "./endpoint.js";
import { embeddedUser } from "../show/light-user.js";
import { showTime, showTimeOrNull } from "../show/show-time.js";

const NAMES = ["id", "user_id", "begin_at", "end_at", "primary", "host", "campus_id"];

/** Who sat where, and when. It has no `updated_at` and no single-item page (404, observed in 2026). */
export const locations = defineEndpoint<LocationRow>({
  resource: "locations",
  columns: {
    end_at: time,
    id: int,
    begin_at: time,
    primary: bool,
    host: text,
    campus_id: int,
    user_id: column("int", "user.id"),
  },
  indexed: ["user_id", "campus_id"],
  lists: [
    { path: "/v2/locations" },
    { path: "/v2/users/:id/locations", parent: "users", by: "user_id" },
    { path: "/v2/campus/:id/locations", parent: "campus", by: "campus_id" },
  ],
  order: [
    { column: "begin_at", descending: true },
    { column: "id", descending: true },
  ],
  sorts: NAMES,
  ranges: NAMES,
  filters: [...NAMES, "active", "inactive", "future", "end"],
  timedTests: ["future", "end"],
  tests: {
    active: (row, values) => (row.end_at === null) === (values[0] === "true"),
    inactive: (row, values) => (row.end_at !== null) === (values[0] === "true"),
    future: (row, values, { now }) => row.begin_at > now === (values[0] === "true"),
    end: (row, values, { now }) => (row.end_at !== null && row.end_at <= now) === (values[0] === "true"),
  },
  defaults: (now) => ({ host: "c1r1s1", primary: true, campus_id: 1, begin_at: now, end_at: null }),
  render: (row, world) => ({
    end_at: showTimeOrNull(row.end_at),
    id: row.id,
    begin_at: showTime(row.begin_at),
    primary: row.primary,
    host: row.host,
    campus_id: row.campus_id,
    user: embeddedUser(world, row.user_id, row.id),
  }),
});
