import { z } from "zod";
import { defineEndpoint } from "../resource/index.js";
import { id } from "./fields.js";

const fields = ["id", "name", "identifier", "created_at", "updated_at"] as const;

/** `GET /v2/languages`: about 17. The list carries no times; the copies that campuses embed do, each its own. */
export const languagesEndpoint = defineEndpoint({
  name: "languages",
  item: z.looseObject({ id, name: z.string(), identifier: z.string() }),
  filters: fields,
  ranges: fields,
  sorts: fields,
  traversal: "keyset",
});
