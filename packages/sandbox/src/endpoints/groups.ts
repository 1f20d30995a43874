import { int, text } from "../store/columns.js";
import type { NamedRow } from "../store/static-tables.js";
import { defineEndpoint } from "./endpoint.js";

/** Groups. The list only accepts page parameters: filters, ranges and sorts change nothing. */
export const groups = defineEndpoint<NamedRow>({
  resource: "groups",
  columns: { id: int, name: text },
  indexed: [],
  lists: [
    { path: "/v2/groups" },
    {
      path: "/v2/users/:id/groups",
      parent: "users",
      through: { resource: "groups_users", parent: "user_id", child: "group_id" },
    },
  ],
  show: { path: "/v2/groups/:id" },
  order: [{ column: "id" }],
  defaults: () => ({ name: "New group" }),
  render: ({ id, name }) => ({ id, name }),
});
