import { z } from "zod";
import { defineEndpoint } from "../resource/index.js";
import { id, instant } from "./fields.js";

/** `GET /v2/groups_users`: who is in which group. The list takes page parameters only. */
export const groupsUsersEndpoint = defineEndpoint({
  name: "groups_users",
  under: { groups: "/v2/groups/:id/groups_users", users: "/v2/users/:id/groups_users" },
  item: z.looseObject({ id, user_id: id, group_id: id, created_at: instant.nullish(), updated_at: instant.nullish() }),
  filters: [],
  ranges: [],
  sorts: [],
  traversal: "until-rest",
});
