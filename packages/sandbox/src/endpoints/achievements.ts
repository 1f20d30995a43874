import { bool, column, int, text, time } from "../store/columns.js";
import type { ApiRow } from "../sandbox-options.js";
import type { AchievementRow } from "../store/tables.js";
import { defineEndpoint } from "./endpoint.js";

const NAMES = [
  "id",
  "name",
  "internal_name",
  "kind",
  "tier",
  "description",
  "pedago",
  "visible",
  "nbr_of_success",
  "parent_id",
  "image",
  "created_at",
  "updated_at",
  "slug",
  "position",
  "reward",
  "title_id",
];

const light = (row: AchievementRow): ApiRow => ({
  id: row.id,
  name: row.name,
  description: row.description,
  tier: row.tier,
  kind: row.kind,
  visible: row.visible,
  image: row.image,
  nbr_of_success: row.nbr_of_success,
  users_url: `https://api.intra.42.fr/v2/achievements/${row.id}/users`,
});

/**
 * Achievements. A series has several ids with one name; campuses are listed by name, including closed ones; no
 * times are shown.
 */
export const achievements = defineEndpoint<AchievementRow>({
  resource: "achievements",
  columns: {
    id: int,
    name: text,
    internal_name: text,
    description: text,
    tier: text,
    kind: text,
    visible: bool,
    image: text,
    nbr_of_success: int,
    parent_id: column("int", "parent.id"),
    title_id: column("int", "title.id"),
    campus: column("names", "campus[]"),
    cursus_ids: column("ids"),
    position: int,
    slug: text,
    pedago: bool,
    reward: int,
    created_at: time,
    updated_at: time,
  },
  indexed: ["parent_id"],
  lists: [
    { path: "/v2/achievements" },
    { path: "/v2/cursus/:id/achievements", parent: "cursus", by: "cursus_ids" },
    { path: "/v2/campus/:id/achievements", parent: "campus", by: "campus", parentColumn: "name" },
    { path: "/v2/titles/:id/achievements", parent: "titles", by: "title_id" },
  ],
  show: { path: "/v2/achievements/:id" },
  order: [{ column: "id" }],
  filters: NAMES,
  ranges: NAMES,
  sorts: NAMES,
  defaults: (now) => ({
    name: "New achievement",
    internal_name: "NEW001",
    description: "",
    tier: "none",
    kind: "project",
    visible: true,
    image: null,
    nbr_of_success: null,
    parent_id: null,
    title_id: null,
    title: null,
    campus: [],
    cursus_ids: [21],
    position: 0,
    slug: "new-achievement",
    pedago: false,
    reward: 0,
    created_at: now,
    updated_at: now,
  }),
  render: (row, world) => {
    const parent = row.parent_id === null ? undefined : world.table("achievements").get(row.parent_id);
    return {
      ...light(row),
      achievements: world
        .table("achievements")
        .by("parent_id", row.id)
        .map(({ name }) => name),
      campus: [...row.campus],
      parent: parent === undefined ? null : light(parent),
      title: row.title_id === null ? null : { id: row.title_id, name: row.title },
    };
  },
});
