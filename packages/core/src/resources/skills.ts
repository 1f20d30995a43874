import { z } from "zod";
import { defineEndpoint } from "../resource/index.js";
import { id, instant } from "./fields.js";

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
