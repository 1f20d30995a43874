import { z } from "zod";
import { defineEndpoint } from "../resource/index.js";
import { id, instant, unread } from "./fields.js";

const ordered = [
  "id", "begin_at", "end_at", "name", "description", "location", "kind", "max_people", "created_at", "updated_at", "prohibition_of_cancellation",
  "difficulty", "remote",
] as const;

/** `GET /v2/events`: what happens on campus and in the cursus. */
export const eventsEndpoint = defineEndpoint({
  name: "events",
  under: { cursus: "/v2/cursus/:id/events", campus: "/v2/campus/:id/events", users: "/v2/users/:id/events" },
  item: z.looseObject({
    id,
    name: z.string(),
    description: z.string().nullish(),
    location: z.string().nullish(),
    kind: z.string(),
    max_people: z.number().int().nullish(),
    nbr_subscribers: z.number().int().nullish(),
    begin_at: instant,
    end_at: instant,
    campus_ids: z.array(id),
    cursus_ids: z.array(id),
    themes: unread,
    waitlist: unread,
    prohibition_of_cancellation: z.number().int().nullish(),
    created_at: instant,
    updated_at: instant,
  }),
  filters: [...ordered, "future", "end"],
  ranges: ordered,
  sorts: ordered,
  traversal: "keyset",
});
