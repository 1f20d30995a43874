import { defineEndpoint, defineResource } from "../resource/index.js";
import { id, z } from "./fields.js";

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

/** Groups that people may be in. */
export const groups = /* @__PURE__ */ defineResource(groupsEndpoint, {
  comment: "Groups that people may be in.",
  optional: true,
  reference: true,
  incremental: "full",
  columns: {
    id: { kind: "bigint", comment: "42's id of the group." },
    name: { kind: "text", comment: "Name." },
  },
  examples: [{ title: "All groups", sql: "select name from groups order by name" }],
});
