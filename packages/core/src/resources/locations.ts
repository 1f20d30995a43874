import { z } from "zod";
import { defineEndpoint } from "../resource/index.js";
import { embeddedUser, id, instant } from "./fields.js";

const ordered = ["id", "user_id", "begin_at", "end_at", "primary", "host", "campus_id"] as const;

/** `GET /v2/locations`: who sat where and when. It has no `updated_at`: look back over `begin_at`; `end_at` is sometimes never set. */
export const locationsEndpoint = defineEndpoint({
  name: "locations",
  under: { users: "/v2/users/:id/locations", campus: "/v2/campus/:id/locations" },
  item: z.looseObject({ id, begin_at: instant, end_at: instant.nullable(), primary: z.boolean(), host: z.string(), campus_id: id, user: embeddedUser }),
  filters: [...ordered, "active", "inactive", "future", "end"],
  ranges: ordered,
  sorts: ordered,
  traversal: "keyset",
});
