import { defineEndpoint, defineResource } from "../resource/index.js";
import { id, instant, unread, z } from "./fields.js";

const ranges = [
  "id",
  "project_id",
  "campus_id",
  "cursus_id",
  "estimate_time",
  "created_at",
  "updated_at",
  "begin_at",
  "end_at",
  "max_people",
  "duration_days",
  "terminating_after",
  "solo",
  "is_subscriptable",
  "team_behaviour",
  "difficulty",
] as const;

/**
 * `GET /v2/project_sessions`: how a project is offered, per campus and cursus; `campus_id` null is the
 * default session.
 */
export const projectSessionsEndpoint = defineEndpoint({
  name: "project_sessions",
  under: { projects: "/v2/projects/:id/project_sessions" },
  item: z.looseObject({
    id,
    solo: z.boolean().nullish(),
    begin_at: instant.nullish(),
    end_at: instant.nullish(),
    // Text such as "245 hours" now, a number of seconds in older rows.
    estimate_time: z.union([z.string(), z.number()]).nullish(),
    difficulty: z.number().nullish(),
    objectives: z.array(z.unknown()).nullish(),
    description: z.string().nullish(),
    duration_days: z.number().int().nullish(),
    terminating_after: z.number().int().nullish(),
    project_id: id,
    campus_id: id.nullish(),
    cursus_id: id.nullish(),
    created_at: instant,
    updated_at: instant,
    max_people: z.number().int().nullish(),
    is_subscriptable: z.boolean().nullish(),
    team_behaviour: z.string().nullish(),
    commit: z.string().nullish(),
    scales: unread,
    uploads: unread,
  }),
  filters: [...ranges, "future", "end"],
  ranges,
  sorts: ["id", "project_id", "campus_id", "cursus_id", "created_at", "updated_at", "begin_at", "end_at"],
  traversal: "keyset",
});

/** Sessions of the mirrored projects. */
export const projectSessions = /* @__PURE__ */ defineResource(projectSessionsEndpoint, {
  comment: "How the mirrored projects are offered, per campus and cursus.",
  reference: true,
  incremental: "window",
  askBy: { filter: "project_id", table: "projects" },
  columns: {
    id: { kind: "bigint", comment: "42's id of the session." },
    project_id: {
      kind: "bigint",
      comment: "The project.",
      references: { table: "projects", missing: "skip" },
    },
    campus_id: {
      kind: "bigint",
      nullable: true,
      comment: "The campus; none is the default session. Closed campuses are named here too.",
      mentions: "campuses",
    },
    cursus_id: { kind: "bigint", nullable: true, comment: "The cursus.", mentions: "cursus" },
    solo: { kind: "boolean", nullable: true, comment: "Whether it is done alone." },
    begin_at: { kind: "timestamp", nullable: true, comment: "Beginning." },
    end_at: { kind: "timestamp", nullable: true, comment: "End." },
    estimate_time: {
      kind: "text",
      nullable: true,
      comment: "How long it takes, in words.",
      from: (item) => (item.estimate_time == null ? null : String(item.estimate_time)),
    },
    difficulty: { kind: "double", nullable: true, comment: "Experience points." },
    objectives: { kind: "json", nullable: true, comment: "What is learnt." },
    description: { kind: "text", nullable: true, comment: "What it is about." },
    duration_days: { kind: "integer", nullable: true, comment: "Days that it lasts." },
    terminating_after: { kind: "integer", nullable: true, comment: "Days after which it ends by itself." },
    max_people: { kind: "integer", nullable: true, comment: "Places." },
    is_subscriptable: { kind: "boolean", nullable: true, comment: "Whether students may register." },
    team_behaviour: { kind: "text", nullable: true, comment: "How teams are made." },
    commit: { kind: "text", nullable: true, comment: "What is handed in." },
    created_at: { kind: "timestamp", comment: "When the session was made." },
    updated_at: { kind: "timestamp", comment: "When 42 last changed the row.", index: true },
  },
  examples: [
    {
      title: "Sessions per project",
      sql:
        "select p.name, count(*) from project_sessions s join projects p on p.id = s.project_id " +
        "group by p.name order by 2 desc limit 10",
    },
  ],
});
