import { bool, int, text, time, column } from "../store/columns.js";
import type { UserRow } from "../store/tables.js";
import { defineEndpoint, type ListPath } from "./endpoint.js";
import { fullUser } from "./full-user.js";
import { lightUser } from "./light-user.js";

const under = (parent: string, resource: string, parentColumn: string): ListPath => ({
  path: `/v2/${parent}/:id/users`,
  parent,
  through: { resource, parent: parentColumn, child: "user_id" },
});

/** People. `campus_id` and `cursus_id` are no filters here (400, observed in 2026): the nested lists are. */
export const users = defineEndpoint<UserRow>({
  resource: "users",
  columns: {
    id: int,
    login: text,
    email: text,
    first_name: text,
    last_name: text,
    usual_full_name: text,
    usual_first_name: text,
    displayname: text,
    kind: text,
    "staff?": bool,
    correction_point: int,
    pool_month: text,
    pool_year: text,
    location: text,
    wallet: int,
    anonymize_date: text,
    data_erasure_date: text,
    created_at: time,
    updated_at: time,
    alumnized_at: time,
    "alumni?": bool,
    "active?": bool,
    status: text,
    primary_campus_id: int,
    cursus_ids: column("ids"),
  },
  indexed: ["login"],
  lists: [
    { path: "/v2/users" },
    under("cursus", "cursus_users", "cursus_id"),
    under("campus", "campus_users", "campus_id"),
    under("coalitions", "coalitions_users", "coalition_id"),
    under("projects", "projects_users", "project_id"),
    under("achievements", "achievements_users", "achievement_id"),
    under("titles", "titles_users", "title_id"),
    under("groups", "groups_users", "group_id"),
    under("teams", "teams", "id"),
    under("events", "events_users", "event_id"),
    under("quests", "quests_users", "quest_id"),
  ],
  show: { path: "/v2/users/:id", by: "login" },
  order: [{ column: "id", descending: true }],
  filters: ["id", "login", "email", "created_at", "updated_at", "pool_year", "pool_month", "kind", "status", "primary_campus_id", "first_name", "last_name", "alumni?", "staff?"],
  ranges: ["id", "login", "email", "created_at", "updated_at", "pool_year", "pool_month", "kind", "status"],
  sorts: [
    "id", "login", "email", "created_at", "updated_at", "first_name", "last_name", "usual_full_name", "usual_first_name", "displayname", "kind", "status",
    "pool_year", "pool_month", "location", "wallet", "correction_point", "anonymize_date", "data_erasure_date", "alumnized_at", "primary_campus_id",
  ],
  embeddedStale: true,
  recordedShow: "user_detail",
  defaults: (now) => ({
    login: "newcomer",
    email: "newcomer@student.42paris.example",
    first_name: "New",
    last_name: "Comer",
    usual_full_name: "New Comer",
    usual_first_name: null,
    displayname: "New Comer",
    kind: "student",
    has_image: false,
    "staff?": false,
    correction_point: 5,
    pool_month: "",
    pool_year: "",
    location: null,
    wallet: 0,
    anonymize_date: null,
    data_erasure_date: null,
    created_at: now,
    updated_at: now,
    alumnized_at: null,
    "alumni?": false,
    "active?": true,
    status: "admis",
  }),
  read: (user, name, world) => {
    if (name !== "primary_campus_id") return undefined;
    return world.table("campus_users").by("user_id", user.id).find((one) => one.is_primary)?.campus_id;
  },
  render: lightUser,
  renderFull: fullUser,
});
