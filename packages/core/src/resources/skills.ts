import { defineEndpoint, defineResource } from "../resource/index.js";
import { id, instant, z } from "./fields.js";

const fields = ["id", "name", "created_at", "updated_at", "slug"] as const;

/** `GET /v2/skills`: about 29; what the levels of a `cursus_user` are called. */
export const skillsEndpoint = defineEndpoint({
  name: "skills",
  under: { cursus: "/v2/cursus/:id/skills" },
  item: z.looseObject({ id, slug: z.string(), name: z.string(), created_at: instant.nullish() }),
  filters: fields,
  ranges: fields,
  sorts: fields,
  traversal: "keyset",
});

/** What the levels of an enrolment are called. */
export const skills = /* @__PURE__ */ defineResource(skillsEndpoint, {
  comment: "What the levels of an enrolment are called.",
  optional: true,
  reference: true,
  incremental: "full",
  columns: {
    id: { kind: "bigint", comment: "42's id of the skill." },
    slug: { kind: "text", comment: "Name in addresses." },
    name: { kind: "text", comment: "Name." },
    created_at: { kind: "timestamp", nullable: true, comment: "When the skill was made." },
  },
  examples: [{ title: "All skills", sql: "select name from skills order by name" }],
});
