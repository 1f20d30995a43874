import { int, text, time } from "../store/columns.js";
import type { ApiRow } from "../sandbox-options.js";
import type { QuestRow } from "../store/static-tables.js";
import { defineEndpoint } from "./endpoint.js";
import { showTime } from "../show/show-time.js";

const NAMES = [
  "id",
  "name",
  "slug",
  "kind",
  "internal_name",
  "description",
  "cursus_id",
  "campus_id",
  "created_at",
  "updated_at",
  "grade_id",
  "position",
];

/** A quest as a person's row embeds it. */
export const lightQuest = (row: QuestRow): ApiRow => ({
  id: row.id,
  name: row.name,
  slug: row.slug,
  kind: row.kind,
  internal_name: row.internal_name,
  description: row.description,
  cursus_id: row.cursus_id,
  campus_id: row.campus_id,
  created_at: showTime(row.created_at),
  updated_at: showTime(row.updated_at),
  grade_id: row.grade_id,
  position: row.position,
});

/** The milestones of a cursus. */
export const quests = defineEndpoint<QuestRow>({
  resource: "quests",
  columns: {
    id: int,
    name: text,
    slug: text,
    kind: text,
    internal_name: text,
    description: text,
    cursus_id: int,
    campus_id: int,
    created_at: time,
    updated_at: time,
    grade_id: int,
    position: int,
  },
  indexed: [],
  lists: [
    { path: "/v2/quests" },
    {
      path: "/v2/users/:id/quests",
      parent: "users",
      through: { resource: "quests_users", parent: "user_id", child: "quest_id" },
    },
  ],
  show: { path: "/v2/quests/:id", by: "slug" },
  order: [{ column: "id" }],
  filters: NAMES,
  ranges: NAMES,
  sorts: NAMES,
  defaults: (now) => ({
    name: "New quest",
    slug: "new-quest",
    kind: "optional",
    internal_name: null,
    description: "",
    cursus_id: 21,
    campus_id: null,
    grade_id: null,
    position: 0,
    created_at: now,
    updated_at: now,
  }),
  render: (row, world) => {
    const cursus = world.table("cursus").get(row.cursus_id);
    return {
      ...lightQuest(row),
      grade: null,
      cursus: cursus === undefined ? null : world.show(world.endpointOf("cursus"), cursus),
      campus: null,
    };
  },
});
