import { defineEndpoint, defineResource } from "../resource/index.js";
import { id, z } from "./fields.js";

/**
 * `GET /v2/coalitions`: about 350. It sorts, but silently ignores every filter and range (verified by others,
 * 2026).
 */
export const coalitionsEndpoint = defineEndpoint({
  name: "coalitions",
  under: { users: "/v2/users/:id/coalitions", blocs: "/v2/blocs/:id/coalitions" },
  item: z.looseObject({
    id,
    name: z.string(),
    slug: z.string().nullable(),
    image_url: z.string().nullish(),
    cover_url: z.string().nullish(),
    color: z.string().nullish(),
    score: z.number().int(),
    user_id: id.nullable(),
  }),
  filters: [],
  ranges: [],
  sorts: ["id", "bloc_id", "user_id", "name", "image", "slug", "created_at", "updated_at", "color", "cover"],
  ineffective: {
    "filter[campus_id]":
      "42 ignores it and answers every campus's coalitions; ask blocs with filter campus_id instead",
    "filter[cursus_id]": "42 ignores it; ask blocs with filter cursus_id instead",
  },
  traversal: "last-to-first",
});

/** The coalitions of 42. */
export const coalitions = /* @__PURE__ */ defineResource(coalitionsEndpoint, {
  comment: "Coalitions of all campuses. Slugs are not unique.",
  reference: true,
  incremental: "full",
  columns: {
    id: { kind: "bigint", comment: "42's id of the coalition." },
    name: { kind: "text", comment: "Name.", index: true },
    slug: { kind: "text", nullable: true, comment: "Name in addresses; not unique.", index: true },
    image_url: { kind: "text", nullable: true, comment: "Its emblem." },
    cover_url: { kind: "text", nullable: true, comment: "Its banner." },
    color: { kind: "text", nullable: true, comment: "Its colour, #rrggbb." },
    score: { kind: "integer", comment: "Points of all its members." },
    user_id: {
      kind: "bigint",
      nullable: true,
      comment: "Its master; most masters are not students, so they are not among the users here.",
      mentions: "users",
    },
  },
  examples: [
    {
      title: "Leading coalitions",
      sql: "select name, score, color from coalitions order by score desc limit 10",
    },
  ],
});
