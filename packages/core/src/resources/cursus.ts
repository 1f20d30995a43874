import { defineEndpoint, defineResource } from "../resource/index.js";
import { id, instant, z } from "./fields.js";

const fields = [
  "id",
  "name",
  "created_at",
  "updated_at",
  "slug",
  "kind",
  "restricted",
  "is_subscriptable",
] as const;

/** `GET /v2/cursus`: about 76 curricula; 21 is 42cursus. */
export const cursusEndpoint = defineEndpoint({
  name: "cursus",
  item: z.looseObject({
    id,
    created_at: instant,
    name: z.string(),
    slug: z.string(),
    // Left open: kinds of real data are main, main_deprecated, external…; the 2017 shape lacks it.
    kind: z.string().nullish(),
  }),
  filters: fields,
  ranges: fields,
  sorts: fields,
  traversal: "keyset",
});

/** The curricula of 42. */
export const cursus = /* @__PURE__ */ defineResource(cursusEndpoint, {
  comment: "Curricula of the 42 network; 21 is 42cursus, 9 the C Piscine.",
  reference: true,
  incremental: "full",
  columns: {
    id: { kind: "bigint", comment: "42's id of the cursus." },
    created_at: { kind: "timestamp", comment: "When the cursus was made." },
    name: { kind: "text", comment: "Name as shown on the intranet." },
    slug: { kind: "text", comment: "Name in addresses.", index: true },
    kind: { kind: "text", nullable: true, comment: "main, external, piscine and others; an open list." },
  },
  examples: [
    { title: "Cursus by kind", sql: "select kind, count(*) from cursus group by kind order by 2 desc" },
  ],
});
