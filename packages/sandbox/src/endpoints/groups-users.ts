import { int, time } from "../store/columns.js";
import type { GroupsUserRow } from "../store/static-tables.js";
import { defineEndpoint } from "./endpoint.js";
import { showTime } from "../show/show-time.js";

/** Members of groups. The list only accepts page parameters. */
export const groupsUsers = defineEndpoint<GroupsUserRow>({
  resource: "groups_users",
  columns: { id: int, user_id: int, group_id: int, created_at: time, updated_at: time },
  indexed: ["user_id", "group_id"],
  lists: [
    { path: "/v2/groups_users" },
    { path: "/v2/groups/:id/groups_users", parent: "groups", by: "group_id" },
    { path: "/v2/users/:id/groups_users", parent: "users", by: "user_id" },
  ],
  show: { path: "/v2/groups_users/:id" },
  order: [{ column: "id" }],
  defaults: (now) => ({ created_at: now, updated_at: now }),
  render: ({ id, user_id, group_id, created_at, updated_at }) => ({
    id,
    user_id,
    group_id,
    created_at: showTime(created_at),
    updated_at: showTime(updated_at),
  }),
});
