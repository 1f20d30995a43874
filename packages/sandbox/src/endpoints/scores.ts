import { int, text, time } from "../store/columns.js";
import type { ScoreRow } from "../store/static-tables.js";
import { defineEndpoint } from "./endpoint.js";
import { showTime } from "../show/show-time.js";

/** Points of coalitions. The list can be sorted; filters and ranges change nothing (apidoc documents none). */
export const scores = defineEndpoint<ScoreRow>({
  resource: "scores",
  columns: {
    id: int,
    coalition_id: int,
    scoreable_id: int,
    scoreable_type: text,
    coalitions_user_id: int,
    calculation_id: int,
    value: int,
    reason: text,
    created_at: time,
    updated_at: time,
  },
  indexed: ["coalition_id", "coalitions_user_id"],
  lists: [
    { path: "/v2/scores" },
    { path: "/v2/coalitions/:id/scores", parent: "coalitions", by: "coalition_id" },
    { path: "/v2/coalitions_users/:id/scores", parent: "coalitions_users", by: "coalitions_user_id" },
    { path: "/v2/blocs/:id/scores", parent: "blocs", by: "bloc_id" },
  ],
  show: { path: "/v2/scores/:id" },
  order: [
    { column: "created_at", descending: true },
    { column: "id", descending: true },
  ],
  sorts: [
    "id",
    "coalitions_user_id",
    "calculation_id",
    "reason",
    "created_at",
    "updated_at",
    "coalition_id",
    "scoreable_id",
    "scoreable_type",
    "value",
  ],
  defaults: (now) => ({
    coalitions_user_id: null,
    scoreable_id: null,
    scoreable_type: null,
    calculation_id: null,
    value: 0,
    reason: "",
    created_at: now,
    updated_at: now,
  }),
  read: (row, name, world) =>
    name === "bloc_id" ? world.table("coalitions").get(row.coalition_id)?.bloc_id : undefined,
  render: (row) => ({
    id: row.id,
    coalition_id: row.coalition_id,
    scoreable_id: row.scoreable_id,
    scoreable_type: row.scoreable_type,
    coalitions_user_id: row.coalitions_user_id,
    calculation_id: row.calculation_id,
    value: row.value,
    reason: row.reason,
    created_at: showTime(row.created_at),
    updated_at: showTime(row.updated_at),
  }),
});
