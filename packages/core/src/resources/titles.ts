import { defineEndpoint, defineResource } from "../resource/index.js";
import { id, z } from "./fields.js";

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

/** Titles that people may bear. */
export const titles = /* @__PURE__ */ defineResource(titlesEndpoint, {
  comment: "Titles that people may bear.",
  optional: true,
  reference: true,
  incremental: "full",
  columns: {
    id: { kind: "bigint", comment: "42's id of the title." },
    name: { kind: "text", comment: "The title, with %login where the login goes." },
  },
  examples: [{ title: "All titles", sql: "select name from titles order by name" }],
});
