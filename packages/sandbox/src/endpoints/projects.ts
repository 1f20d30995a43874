import { bool, column, int, text, time } from "../store/columns.js";
import type { ProjectRow } from "../store/tables.js";
import type { ApiRow } from "../sandbox-options.js";
import type { World } from "../store/world.js";
import { embeddedCampus } from "../show/embedded-campus.js";
import { defineEndpoint } from "./endpoint.js";
import { sessionOfProject } from "./project-sessions.js";
import { showTime } from "../show/show-time.js";

const SORTS = [
  "id",
  "name",
  "created_at",
  "updated_at",
  "visible",
  "exam",
  "parent_id",
  "slug",
  "inherited_team",
  "position",
  "has_git",
  "has_mark",
  "repository",
  "git_id",
  "cached_repository_path",
];

const linkTo = (project: ProjectRow): ApiRow => ({
  name: project.name,
  id: project.id,
  slug: project.slug,
  url: `https://projects.intra.42.fr/${project.slug ?? ""}/mine`,
});

function renderProject(project: ProjectRow, world: World): ApiRow {
  const projects = world.table("projects");
  const parent = project.parent_id === null ? undefined : projects.get(project.parent_id);
  return {
    id: project.id,
    name: project.name,
    slug: project.slug,
    difficulty: project.difficulty,
    parent: parent === undefined ? null : linkTo(parent),
    children: projects.by("parent_id", project.id).map(linkTo),
    attachments: [],
    created_at: showTime(project.created_at),
    updated_at: showTime(project.updated_at),
    exam: project.exam,
    git_id: project.git_id,
    repository: project.repository,
    recommendation: project.recommendation,
    cursus: project.cursus_ids.flatMap((id) => {
      const cursus = world.table("cursus").get(id);
      return cursus === undefined ? [] : [world.show(world.endpointOf("cursus"), cursus)];
    }),
    campus: project.campus_ids.flatMap((id) => {
      const campus = world.table("campus").get(id);
      return campus === undefined ? [] : [embeddedCampus(campus, project.id)];
    }),
    videos: [],
    project_sessions: world
      .table("project_sessions")
      .by("project_id", project.id)
      .map((session) => sessionOfProject(session)),
  };
}

/**
 * Projects. Each row embeds its campuses and sessions, in lists too: up to 204 KB per row in 2026,
 * smaller here.
 */
export const projects = defineEndpoint<ProjectRow>({
  resource: "projects",
  columns: {
    id: int,
    name: text,
    slug: text,
    difficulty: int,
    parent_id: column("int", "parent.id"),
    created_at: time,
    updated_at: time,
    exam: bool,
    git_id: int,
    repository: text,
    recommendation: text,
    description: text,
    position: int,
    visible: bool,
    has_git: bool,
    has_mark: bool,
    cursus_ids: column("ids", "cursus[].id"),
    campus_ids: column("ids", "campus[].id"),
  },
  indexed: ["parent_id", "slug"],
  lists: [
    { path: "/v2/projects" },
    { path: "/v2/cursus/:id/projects", parent: "cursus", by: "cursus_ids" },
    { path: "/v2/projects/:id/projects", parent: "projects", by: "parent_id" },
  ],
  show: { path: "/v2/projects/:id", by: "slug" },
  order: [{ column: "position" }, { column: "id", descending: true }],
  sorts: SORTS,
  filters: [...SORTS.filter((name) => name !== "cached_repository_path"), "description", "difficulty"],
  ranges: [
    "id",
    "name",
    "created_at",
    "updated_at",
    "parent_id",
    "slug",
    "position",
    "description",
    "difficulty",
  ],
  defaults: (now) => ({
    name: "New project",
    slug: null,
    difficulty: null,
    parent_id: null,
    created_at: now,
    updated_at: now,
    exam: false,
    git_id: null,
    repository: null,
    recommendation: "forbidden",
    description: "",
    position: 0,
    visible: true,
    solo: true,
    has_git: true,
    has_mark: true,
    cursus_ids: [],
    campus_ids: [],
  }),
  render: renderProject,
});
