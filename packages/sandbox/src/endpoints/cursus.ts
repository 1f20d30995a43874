import { bool, int, text, time } from "../store/columns.js";
import type { CursusRow } from "../store/tables.js";
import { defineEndpoint } from "./endpoint.js";
import { showTime } from "../show/show-time.js";

const NAMES = ["id", "name", "created_at", "updated_at", "slug", "kind", "restricted", "is_subscriptable"];

/** Curricula. The JSON has no `updated_at`, though it can be filtered on (apidoc, 2026). */
export const cursus = defineEndpoint<CursusRow>({
  resource: "cursus",
  columns: {
    id: int,
    created_at: time,
    name: text,
    slug: text,
    kind: text,
    updated_at: time,
    restricted: bool,
    is_subscriptable: bool,
  },
  indexed: ["slug"],
  lists: [{ path: "/v2/cursus" }],
  show: { path: "/v2/cursus/:id", by: "slug" },
  order: [{ column: "id", descending: true }],
  filters: NAMES,
  ranges: NAMES,
  sorts: NAMES,
  defaults: (now) => ({
    name: "New cursus",
    slug: "new-cursus",
    kind: "external",
    created_at: now,
    updated_at: now,
    restricted: false,
    is_subscriptable: true,
  }),
  render: (row) => ({
    id: row.id,
    created_at: showTime(row.created_at),
    name: row.name,
    slug: row.slug,
    kind: row.kind,
  }),
});
