import { z } from "zod";
import { defineEndpoint } from "../resource/index.js";
import { id } from "./fields.js";

/** `GET /v2/titles`: names with `%login` where the login goes. The list takes page parameters only. */
export const titlesEndpoint = defineEndpoint({
  name: "titles",
  under: { users: "/v2/users/:id/titles" },
  item: z.looseObject({ id, name: z.string() }),
  filters: [],
  ranges: [],
  sorts: [],
  traversal: "until-rest",
});
