import { z } from "zod";
import { defineEndpoint } from "../resource/index.js";
import { embedded, id, instant } from "./fields.js";

const fields = ["id", "cursus_id", "campus_id", "squad_size", "created_at", "updated_at", "coalition_delay", "repeat_deadline_delay"] as const;

/** `GET /v2/blocs`: one a campus and cursus, with its coalitions; the reliable way to a campus's coalitions. */
export const blocsEndpoint = defineEndpoint({
  name: "blocs",
  item: z.looseObject({ id, campus_id: id.nullable(), cursus_id: id, squad_size: z.number().int().nullish(), created_at: instant, updated_at: instant, coalitions: z.array(embedded) }),
  filters: fields,
  ranges: [],
  sorts: fields,
  traversal: "last-to-first",
});
