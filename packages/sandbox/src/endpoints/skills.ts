import { column, int, text, time } from "../store/columns.js";
import type { SkillRow } from "../store/static-tables.js";
import { defineEndpoint } from "./endpoint.js";
import { showTime } from "../show/show-time.js";

const NAMES = ["id", "name", "created_at", "updated_at", "slug"];

/** The skills of a cursus. */
export const skills = defineEndpoint<SkillRow>({
  resource: "skills",
  columns: { id: int, name: text, slug: text, cursus_ids: column("ids"), created_at: time, updated_at: time },
  indexed: [],
  lists: [{ path: "/v2/skills" }, { path: "/v2/cursus/:id/skills", parent: "cursus", by: "cursus_ids" }],
  show: { path: "/v2/skills/:id" },
  order: [{ column: "name" }, { column: "id", descending: true }],
  filters: NAMES,
  ranges: NAMES,
  sorts: NAMES,
  defaults: (now) => ({
    name: "New skill",
    slug: "new-skill",
    cursus_ids: [21],
    created_at: now,
    updated_at: now,
  }),
  render: (row) => ({ id: row.id, slug: row.slug, name: row.name, created_at: showTime(row.created_at) }),
});
