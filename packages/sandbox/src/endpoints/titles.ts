import { int, text } from "../store/columns.js";
import type { NamedRow } from "../store/static-tables.js";
import { defineEndpoint } from "./endpoint.js";

/** Titles. The list only accepts page parameters: filters, ranges and sorts change nothing. */
export const titles = defineEndpoint<NamedRow>({
  resource: "titles",
  columns: { id: int, name: text },
  indexed: [],
  lists: [
    { path: "/v2/titles" },
    {
      path: "/v2/users/:id/titles",
      parent: "users",
      through: { resource: "titles_users", parent: "user_id", child: "title_id" },
    },
  ],
  show: { path: "/v2/titles/:id" },
  order: [{ column: "id" }],
  defaults: () => ({ name: "New title" }),
  render: ({ id, name }) => ({ id, name }),
});
