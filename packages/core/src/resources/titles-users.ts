import { z } from "zod";
import { defineEndpoint } from "../resource/index.js";
import { id, instant } from "./fields.js";

/** `GET /v2/titles_users`: who may bear which title, and which one they chose. The list takes page parameters only. */
export const titlesUsersEndpoint = defineEndpoint({
  name: "titles_users",
  under: { titles: "/v2/titles/:id/titles_users", users: "/v2/users/:id/titles_users" },
  item: z.looseObject({ id, user_id: id, title_id: id, selected: z.boolean(), created_at: instant.nullish(), updated_at: instant.nullish() }),
  filters: [],
  ranges: [],
  sorts: [],
  traversal: "until-rest",
});
