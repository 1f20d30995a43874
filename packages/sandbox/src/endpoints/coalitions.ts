import { int, text, time } from "../store/columns.js";
import type { CoalitionRow } from "../store/tables.js";
import { defineEndpoint } from "./endpoint.js";

const CDN = "https://cdn.intra.42.fr/coalition";

/**
 * Coalitions. Filters and ranges are ignored, sorts aren't (observed in 2026). Slugs aren't unique; the
 * master may not be a student.
 */
export const coalitions = defineEndpoint<CoalitionRow>({
  resource: "coalitions",
  columns: {
    id: int,
    name: text,
    slug: text,
    color: text,
    score: int,
    user_id: int,
    bloc_id: int,
    created_at: time,
    updated_at: time,
    image_url: text,
    cover_url: text,
  },
  indexed: ["bloc_id", "slug"],
  lists: [
    { path: "/v2/coalitions" },
    {
      path: "/v2/users/:id/coalitions",
      parent: "users",
      through: { resource: "coalitions_users", parent: "user_id", child: "coalition_id" },
    },
    { path: "/v2/blocs/:id/coalitions", parent: "blocs", by: "bloc_id" },
  ],
  show: { path: "/v2/coalitions/:id", by: "slug" },
  order: [
    { column: "created_at", descending: true },
    { column: "id", descending: true },
  ],
  sorts: ["id", "bloc_id", "user_id", "name", "image", "slug", "created_at", "updated_at", "color", "cover"],
  defaults: (now) => ({
    name: "New coalition",
    slug: "new-coalition",
    color: "#424242",
    score: 0,
    user_id: null,
    bloc_id: null,
    has_cover: false,
    created_at: now,
    updated_at: now,
  }),
  render: (row) => ({
    id: row.id,
    name: row.name,
    slug: row.slug,
    image_url: `${CDN}/image/${row.id}/${row.slug}.svg`,
    cover_url: row.has_cover ? `${CDN}/cover/${row.id}/${row.slug}.jpg` : null,
    color: row.color,
    score: row.score,
    user_id: row.user_id,
  }),
});
