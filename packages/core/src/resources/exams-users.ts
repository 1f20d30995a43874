import { defineEndpoint, defineResource } from "../resource/index.js";
import { embedded, embeddedUser, id, instant, z } from "./fields.js";

const fields = ["id", "exam_id", "user_id", "created_at", "updated_at"] as const;

/**
 * `GET /v2/exams/:id/exams_users`: who is registered to an exam. 42 has no list of everybody, shows no single
 * row, and wants the role Basic staff (apidoc, 2026).
 */
export const examsUsersEndpoint = defineEndpoint({
  name: "exams_users",
  under: { exams: "/v2/exams/:id/exams_users" },
  onlyUnder: { variant: "exams", by: "exam_id" },
  item: z.looseObject({
    id,
    exam_id: id,
    user_id: id,
    created_at: instant,
    updated_at: instant,
    user: embeddedUser.optional(),
    exam: embedded.nullish(),
  }),
  filters: fields,
  ranges: [],
  sorts: fields,
  traversal: "last-to-first",
});

/** Which exams the mirrored people are registered to. */
export const examsUsers = /* @__PURE__ */ defineResource(examsUsersEndpoint, {
  comment: "Registrations of the mirrored people to exams. Reading them takes a request for each exam.",
  optional: true,
  // A hit an exam: not each quarter of an hour.
  reference: true,
  incremental: "full",
  askBy: { filter: "exam_id", table: "exams" },
  columns: {
    id: { kind: "bigint", comment: "42's id of the registration." },
    exam_id: { kind: "bigint", comment: "The exam.", references: { table: "exams", missing: "skip" } },
    user_id: { kind: "bigint", comment: "The person.", references: { table: "users", missing: "skip" } },
    created_at: { kind: "timestamp", comment: "When the person registered." },
    updated_at: { kind: "timestamp", comment: "When 42 last changed the row." },
  },
  examples: [
    {
      title: "Who sits an exam next",
      sql:
        "select e.begin_at, e.name, u.login from exams_users eu join exams e on e.id = eu.exam_id join " +
        "users u on u.id = eu.user_id where e.begin_at > now() order by 1, 3",
    },
  ],
});
