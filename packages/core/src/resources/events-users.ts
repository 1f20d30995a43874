import { z } from "zod";
import { defineEndpoint } from "../resource/index.js";
import { embedded, embeddedUser, id } from "./fields.js";

const fields = ["id", "event_id", "user_id", "created_at", "updated_at"] as const;

/** `GET /v2/events_users`: who is registered to which event. The JSON carries no times, although the list ranges on them. */
export const eventsUsersEndpoint = defineEndpoint({
  name: "events_users",
  under: { events: "/v2/events/:id/events_users", users: "/v2/users/:id/events_users" },
  item: z.looseObject({ id, event_id: id, user_id: id, user: embeddedUser, event: embedded.nullish() }),
  filters: fields,
  ranges: fields,
  sorts: fields,
  ineffective: { "filter[campus_id]": "42 accepts it without any effect (observed by 42Stat); ask the events of the campus instead" },
  traversal: "keyset",
});
