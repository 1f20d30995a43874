import { int, time } from "../store/columns.js";
import type { CoalitionsUserRow } from "../store/tables.js";
import { defineEndpoint } from "./endpoint.js";
import { showTime } from "../show/show-time.js";

const SORTS = [
  "id",
  "coalition_id",
  "user_id",
  "created_at",
  "updated_at",
  "this_year_score",
  "this_year_score_updated_at",
];

/**
 * Members of coalitions. Score and rank move without `updated_at` (observed in real rows of 2021); some name
 * a deleted coalition.
 */
export const coalitionsUsers = defineEndpoint<CoalitionsUserRow>({
  resource: "coalitions_users",
  columns: {
    id: int,
    coalition_id: int,
    user_id: int,
    score: int,
    rank: int,
    this_year_score: int,
    this_year_score_updated_at: time,
    created_at: time,
    updated_at: time,
  },
  indexed: ["user_id", "coalition_id"],
  lists: [
    { path: "/v2/coalitions_users" },
    { path: "/v2/coalitions/:id/coalitions_users", parent: "coalitions", by: "coalition_id" },
    { path: "/v2/users/:id/coalitions_users", parent: "users", by: "user_id" },
  ],
  show: { path: "/v2/coalitions_users/:id" },
  order: [
    { column: "created_at", descending: true },
    { column: "id", descending: true },
  ],
  sorts: SORTS,
  ranges: SORTS,
  filters: [...SORTS, "this_year_score_updated"],
  tests: {
    this_year_score_updated: (row, values) =>
      (row.this_year_score_updated_at !== null) === (values[0] === "true"),
  },
  defaults: (now) => ({
    score: 0,
    rank: 1,
    this_year_score: 0,
    this_year_score_updated_at: null,
    created_at: now,
    updated_at: now,
  }),
  render: (row) => ({
    id: row.id,
    coalition_id: row.coalition_id,
    user_id: row.user_id,
    score: row.score,
    rank: row.rank,
    created_at: showTime(row.created_at),
    updated_at: showTime(row.updated_at),
  }),
});
