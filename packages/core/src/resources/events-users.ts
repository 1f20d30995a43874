import { defineEndpoint, defineResource } from "../resource/index.js";
import { embedded, embeddedUser, id, z } from "./fields.js";

const fields = ["id", "event_id", "user_id", "created_at", "updated_at"] as const;

/**
 * `GET /v2/events_users`: who is registered to which event. The JSON carries no times, although the list
 * ranges on them.
 */
export const eventsUsersEndpoint = defineEndpoint({
  name: "events_users",
  under: { events: "/v2/events/:id/events_users", users: "/v2/users/:id/events_users" },
  item: z.looseObject({ id, event_id: id, user_id: id, user: embeddedUser, event: embedded.nullish() }),
  filters: fields,
  ranges: fields,
  sorts: fields,
  ineffective: {
    "filter[campus_id]":
      "42 accepts it without any effect (observed by 42Stat); ask the events of the campus instead",
  },
  traversal: "keyset",
});

/** Which events the mirrored people are registered to. */
export const eventsUsers = /* @__PURE__ */ defineResource(eventsUsersEndpoint, {
  comment: "Registrations of the mirrored people to events.",
  optional: true,
  incremental: "window",
  askBy: { filter: "user_id", table: "users" },
  columns: {
    id: { kind: "bigint", comment: "42's id of the registration." },
    user_id: { kind: "bigint", comment: "The person.", references: { table: "users", missing: "skip" } },
    event_id: { kind: "bigint", comment: "The event.", mentions: "events" },
  },
  examples: [
    {
      title: "Who comes to most events",
      sql:
        "select u.login, count(*) from events_users e join users u on u.id = e.user_id group by " +
        "u.login order by 2 desc limit 10",
    },
  ],
});
