import { int, time } from "../store/columns.js";
import type { BlocRow } from "../store/tables.js";
import { defineEndpoint } from "./endpoint.js";
import { showTime } from "../show/show-time.js";

const NAMES = [
  "id",
  "cursus_id",
  "campus_id",
  "squad_size",
  "created_at",
  "updated_at",
  "coalition_delay",
  "repeat_deadline_delay",
];

/**
 * The coalitions of one campus and cursus: the only way to find them, because the list of coalitions has no filter.
 * No range.
 */
export const blocs = defineEndpoint<BlocRow>({
  resource: "blocs",
  columns: {
    id: int,
    campus_id: int,
    cursus_id: int,
    squad_size: int,
    created_at: time,
    updated_at: time,
    coalition_delay: int,
    repeat_deadline_delay: int,
  },
  indexed: [],
  lists: [{ path: "/v2/blocs" }],
  show: { path: "/v2/blocs/:id" },
  order: [
    { column: "created_at", descending: true },
    { column: "id", descending: true },
  ],
  filters: NAMES,
  sorts: NAMES,
  defaults: (now) => ({
    campus_id: null,
    cursus_id: 21,
    squad_size: 80,
    coalition_delay: 0,
    repeat_deadline_delay: 0,
    created_at: now,
    updated_at: now,
  }),
  render: (row, world) => ({
    id: row.id,
    campus_id: row.campus_id,
    cursus_id: row.cursus_id,
    squad_size: row.squad_size,
    created_at: showTime(row.created_at),
    updated_at: showTime(row.updated_at),
    coalitions: world
      .table("coalitions")
      .by("bloc_id", row.id)
      .map((one) => world.show(world.endpointOf("coalitions"), one)),
  }),
});
