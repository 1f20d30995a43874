import { defineEndpoint, defineResource } from "../resource/index.js";
import { embedded, id, instant, z } from "./fields.js";

const fields = [
  "id",
  "begin_at",
  "end_at",
  "location",
  "ip_range",
  "max_people",
  "created_at",
  "updated_at",
  "visible",
  "name",
  "campus_id",
  "validated_at",
  "validator_id",
  "prohibition_of_cancellation",
] as const;

/**
 * `GET /v2/exams`: exam sessions of campuses. With a range 42 repeats rows (42Stat, 2025). An application
 * without the role Basic staff may get fewer rows (apidoc).
 */
export const examsEndpoint = defineEndpoint({
  name: "exams",
  under: {
    cursus: "/v2/cursus/:id/exams",
    campus: "/v2/campus/:id/exams",
    users: "/v2/users/:id/exams",
    projects: "/v2/projects/:id/exams",
  },
  item: z.looseObject({
    id,
    name: z.string(),
    ip_range: z.string().nullish(),
    begin_at: instant,
    end_at: instant,
    location: z.string().nullish(),
    max_people: z.number().int().nullish(),
    nbr_subscribers: z.number().int().nullish(),
    created_at: instant,
    updated_at: instant,
    campus: embedded.nullish(),
    cursus: z.array(embedded),
    projects: z.array(embedded),
  }),
  filters: [...fields, "future", "end", "validated"],
  ranges: fields,
  sorts: fields,
  traversal: "keyset",
});

/** Exams of the mirrored cursus and campuses. */
export const exams = /* @__PURE__ */ defineResource(examsEndpoint, {
  comment: "Exam sessions of the mirrored cursus and campuses.",
  optional: true,
  incremental: "window",
  list: ({ cursusId, campusIds }) => ({
    under: { cursus: cursusId },
    ...(campusIds.length > 0 ? { filter: { campus_id: campusIds } } : {}),
  }),
  columns: {
    id: { kind: "bigint", comment: "42's id of the exam." },
    campus_id: {
      kind: "bigint",
      nullable: true,
      comment: "The campus.",
      mentions: "campuses",
      from: (item) => item.campus?.id,
    },
    cursus_ids: {
      kind: "bigint[]",
      comment: "The cursus that it is for.",
      from: (item) => item.cursus.map((cursus) => cursus.id),
    },
    name: { kind: "text", comment: "Name." },
    location: { kind: "text", nullable: true, comment: "Where: rooms or clusters." },
    ip_range: { kind: "text", nullable: true, comment: "Networks that it may be sat from." },
    max_people: { kind: "integer", nullable: true, comment: "Places." },
    nbr_subscribers: {
      kind: "integer",
      nullable: true,
      comment: "How many are registered; may change without updated_at.",
    },
    begin_at: { kind: "timestamp", comment: "Beginning.", index: true },
    end_at: { kind: "timestamp", comment: "End." },
    created_at: { kind: "timestamp", comment: "When the exam was made." },
    updated_at: { kind: "timestamp", comment: "When 42 last changed the row.", index: true },
  },
  links: [
    {
      name: "exams_projects",
      comment: "Which projects an exam is for.",
      owner: { column: "exam_id", table: "exams" },
      other: { column: "project_id", table: "projects", by: "id" },
      values: (item) => item.projects.map((project) => project.id),
    },
  ],
  examples: [
    {
      title: "Next exams",
      sql:
        "select begin_at, name, location, nbr_subscribers, max_people from exams where begin_at > now() " +
        "order by begin_at limit 10",
    },
  ],
});
