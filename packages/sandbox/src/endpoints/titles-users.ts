import { bool, int, time } from "../store/columns.js";
import type { TitlesUserRow } from "../store/static-tables.js";
import { defineEndpoint } from "./endpoint.js";
import { showTime } from "../show/show-time.js";

/** Titles of people. The list only accepts page parameters. */
export const titlesUsers = defineEndpoint<TitlesUserRow>({
  resource: "titles_users",
  columns: { id: int, user_id: int, title_id: int, selected: bool, created_at: time, updated_at: time },
  indexed: ["user_id", "title_id"],
  lists: [
    { path: "/v2/titles_users" },
    { path: "/v2/titles/:id/titles_users", parent: "titles", by: "title_id" },
    { path: "/v2/users/:id/titles_users", parent: "users", by: "user_id" },
  ],
  show: { path: "/v2/titles_users/:id" },
  order: [{ column: "id" }],
  defaults: (now) => ({ selected: false, created_at: now, updated_at: now }),
  render: ({ id, user_id, title_id, selected, created_at, updated_at }) => ({
    id,
    user_id,
    title_id,
    selected,
    created_at: showTime(created_at),
    updated_at: showTime(updated_at),
  }),
});
