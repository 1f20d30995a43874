import { bool, int, time } from "../store/columns.js";
import type { CampusUserRow } from "../store/tables.js";
import { defineEndpoint } from "./endpoint.js";
import { showTime } from "../show/show-time.js";

const NAMES = ["id", "user_id", "campus_id", "is_primary", "created_at", "updated_at"];

/** Memberships of people in campuses; one per person is the primary one. */
export const campusUsers = defineEndpoint<CampusUserRow>({
  resource: "campus_users",
  columns: { id: int, user_id: int, campus_id: int, is_primary: bool, created_at: time, updated_at: time },
  indexed: ["user_id", "campus_id"],
  lists: [
    { path: "/v2/campus_users" },
    { path: "/v2/users/:id/campus_users", parent: "users", by: "user_id" },
  ],
  show: { path: "/v2/campus_users/:id" },
  order: [
    { column: "created_at", descending: true },
    { column: "id", descending: true },
  ],
  filters: NAMES,
  ranges: NAMES,
  sorts: NAMES,
  defaults: (now) => ({ is_primary: true, created_at: now, updated_at: now }),
  render: (row) => ({
    id: row.id,
    user_id: row.user_id,
    campus_id: row.campus_id,
    is_primary: row.is_primary,
    created_at: showTime(row.created_at),
    updated_at: showTime(row.updated_at),
  }),
});
