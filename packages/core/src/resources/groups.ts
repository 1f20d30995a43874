import { z } from "zod";
import { defineEndpoint } from "../resource/index.js";
import { id } from "./fields.js";

/** `GET /v2/groups`: labels on profiles. The list takes page parameters only. */
export const groupsEndpoint = defineEndpoint({
  name: "groups",
  under: { users: "/v2/users/:id/groups" },
  item: z.looseObject({ id, name: z.string() }),
  filters: [],
  ranges: [],
  sorts: [],
  traversal: "until-rest",
});
