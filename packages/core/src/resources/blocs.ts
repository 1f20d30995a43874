import { defineEndpoint, defineResource } from "../resource/index.js";
import { embedded, id, instant, z } from "./fields.js";

const fields = [
  "id",
  "cursus_id",
  "campus_id",
  "squad_size",
  "created_at",
  "updated_at",
  "coalition_delay",
  "repeat_deadline_delay",
] as const;

/**
 * `GET /v2/blocs`: one a campus and cursus, with its coalitions; the reliable way to a campus's coalitions.
 */
export const blocsEndpoint = defineEndpoint({
  name: "blocs",
  item: z.looseObject({
    id,
    campus_id: id.nullable(),
    cursus_id: id,
    squad_size: z.number().int().nullish(),
    created_at: instant,
    updated_at: instant,
    coalitions: z.array(embedded),
  }),
  filters: fields,
  ranges: [],
  sorts: fields,
  traversal: "last-to-first",
});

/** Every bloc, with its coalitions. */
export const blocs = /* @__PURE__ */ defineResource(blocsEndpoint, {
  comment: "Blocs: one a campus and cursus. They tell which coalitions are of which campus.",
  optional: true,
  reference: true,
  incremental: "full",
  columns: {
    id: { kind: "bigint", comment: "42's id of the bloc." },
    campus_id: { kind: "bigint", nullable: true, comment: "The campus.", mentions: "campuses" },
    cursus_id: { kind: "bigint", comment: "The cursus.", mentions: "cursus" },
    squad_size: { kind: "integer", nullable: true, comment: "People a squad." },
    created_at: { kind: "timestamp", comment: "When the bloc was made." },
    updated_at: { kind: "timestamp", comment: "When 42 last changed the row." },
  },
  links: [
    {
      name: "blocs_coalitions",
      comment: "Which coalitions are in which bloc.",
      owner: { column: "bloc_id", table: "blocs" },
      other: { column: "coalition_id", table: "coalitions", by: "id" },
      values: (item) => item.coalitions.map((coalition) => coalition.id),
    },
  ],
  examples: [
    {
      title: "Coalitions of a campus",
      sql:
        "select c.name, c.score from coalitions c join blocs_coalitions bc on bc.coalition_id = " +
        "c.id join blocs b on b.id = bc.bloc_id where b.campus_id = 12 order by c.score desc",
    },
  ],
});
