import { defineEndpoint } from "../resource/index.js";
import { id, instant, z } from "./fields.js";

/**
 * `GET /v2/scores`: points given to a coalition. It sorts, but has neither filter nor range (apidoc; 42Stat).
 * The list of everything is for applications with a role; those under a coalition or a bloc are read by
 * others too.
 */
export const scoresEndpoint = defineEndpoint({
  name: "scores",
  under: {
    coalitions: "/v2/coalitions/:id/scores",
    blocs: "/v2/blocs/:id/scores",
    coalitions_users: "/v2/coalitions_users/:id/scores",
  },
  item: z.looseObject({
    id,
    coalition_id: id,
    scoreable_id: id.nullish(),
    scoreable_type: z.string().nullish(),
    coalitions_user_id: id.nullish(),
    calculation_id: id.nullish(),
    value: z.number().int(),
    reason: z.string().nullish(),
    created_at: instant,
    updated_at: instant,
  }),
  filters: [],
  ranges: [],
  sorts: [
    "id",
    "coalitions_user_id",
    "calculation_id",
    "reason",
    "created_at",
    "updated_at",
    "coalition_id",
    "scoreable_id",
    "scoreable_type",
    "value",
  ],
  ineffective: {
    "filter[coalition_id]":
      "42 ignores it and answers every coalition's scores; ask `under: { coalitions: id }`",
    "range[created_at]": "42 has no range here; sort by -created_at and stop where you know the rest",
  },
  traversal: "last-to-first",
});
