import { int, time } from "../store/columns.js";
import type { EventsUserRow } from "../store/static-tables.js";
import { defineEndpoint } from "./endpoint.js";
import { embeddedUser } from "../show/light-user.js";

const NAMES = ["id", "event_id", "user_id", "created_at", "updated_at"];

/**
 * Registrations for events. `filter[campus_id]` is accepted and does nothing (observed by others,
 * 2025); no times are shown.
 */
export const eventsUsers = defineEndpoint<EventsUserRow>({
  resource: "events_users",
  columns: { id: int, event_id: int, user_id: int, created_at: time, updated_at: time },
  indexed: ["user_id", "event_id"],
  lists: [
    { path: "/v2/events_users" },
    { path: "/v2/events/:id/events_users", parent: "events", by: "event_id" },
    { path: "/v2/users/:id/events_users", parent: "users", by: "user_id" },
  ],
  show: { path: "/v2/events_users/:id" },
  order: [
    { column: "created_at", descending: true },
    { column: "id", descending: true },
  ],
  filters: [...NAMES, "campus_id"],
  ranges: NAMES,
  sorts: NAMES,
  tests: { campus_id: () => true },
  defaults: (now) => ({ created_at: now, updated_at: now }),
  render: (row, world) => {
    const event = world.table("events").get(row.event_id);
    return {
      id: row.id,
      event_id: row.event_id,
      user_id: row.user_id,
      user: embeddedUser(world, row.user_id, row.id),
      event: event === undefined ? null : world.show(world.endpointOf("events"), event),
    };
  },
});
