import { defineEndpoint, defineResource } from "../resource/index.js";
import { embedded, id, unread, z } from "./fields.js";

const fields = [
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
] as const;

/** `GET /v2/achievements`: about 1,150; the JSON carries no timestamps, although the list ranges on them. */
export const achievementsEndpoint = defineEndpoint({
  name: "achievements",
  under: {
    cursus: "/v2/cursus/:id/achievements",
    campus: "/v2/campus/:id/achievements",
    titles: "/v2/titles/:id/achievements",
  },
  item: z.looseObject({
    id,
    name: z.string(),
    description: z.string().nullable(),
    tier: z.string(),
    kind: z.string(),
    visible: z.boolean(),
    image: z.string().nullish(),
    nbr_of_success: z.number().int().nullish(),
    users_url: z.string().nullish(),
    parent: embedded.nullish(),
    title: embedded.nullish(),
    // Names, not ids; absent in the 2017 shape and where nested in a user.
    campus: z.array(z.string()).optional(),
    achievements: unread,
  }),
  filters: fields,
  ranges: fields,
  sorts: fields,
  traversal: "keyset",
});

/** The achievements of 42, and which campuses award them. */
export const achievements = /* @__PURE__ */ defineResource(achievementsEndpoint, {
  comment: "Achievements (badges). A series, such as logging in 1, 3, 10 times, is several rows of one name.",
  reference: true,
  incremental: "window",
  columns: {
    id: { kind: "bigint", comment: "42's id of the achievement." },
    name: { kind: "text", comment: "Name; not unique.", index: true },
    description: { kind: "text", nullable: true, comment: "What it takes." },
    tier: { kind: "text", comment: "none, easy, medium, hard or challenge." },
    kind: { kind: "text", comment: "project, social, scolarity or pedagogy.", index: true },
    visible: { kind: "boolean", comment: "Whether students see it before they have it." },
    image: { kind: "text", nullable: true, comment: "Path of its picture on the intranet." },
    nbr_of_success: { kind: "integer", nullable: true, comment: "How many times it must be done." },
    users_url: { kind: "text", nullable: true, comment: "API address of the people who have it." },
    parent_id: {
      kind: "bigint",
      nullable: true,
      comment: "The achievement before it in its series.",
      mentions: "achievements",
      from: (item) => item.parent?.id,
    },
    title_id: {
      kind: "bigint",
      nullable: true,
      comment: "The title that it awards.",
      mentions: "titles",
      from: (item) => item.title?.id,
    },
  },
  links: [
    {
      name: "campus_achievements",
      comment: "Which campuses award which achievements; campuses that 42 doesn't list are skipped.",
      owner: { column: "achievement_id", table: "achievements" },
      other: { column: "campus_id", table: "campuses", by: "name" },
      values: (item) => item.campus,
    },
  ],
  examples: [
    {
      title: "Achievements by kind and tier",
      sql: "select kind, tier, count(*) from achievements group by kind, tier order by 1, 2",
    },
  ],
});
