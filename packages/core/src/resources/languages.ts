import { defineEndpoint, defineResource } from "../resource/index.js";
import { id, z } from "./fields.js";

const fields = ["id", "name", "identifier", "created_at", "updated_at"] as const;

/**
 * `GET /v2/languages`: about 17. The list carries no times; the copies that campuses embed do, each its own.
 */
export const languagesEndpoint = defineEndpoint({
  name: "languages",
  item: z.looseObject({ id, name: z.string(), identifier: z.string() }),
  filters: fields,
  ranges: fields,
  sorts: fields,
  traversal: "keyset",
});

/** Languages that campuses speak. */
export const languages = /* @__PURE__ */ defineResource(languagesEndpoint, {
  comment: "Languages that campuses speak.",
  optional: true,
  reference: true,
  incremental: "full",
  columns: {
    id: { kind: "bigint", comment: "42's id of the language." },
    name: { kind: "text", comment: "Name, in English." },
    identifier: { kind: "text", comment: "Two letters." },
  },
  examples: [
    {
      title: "Campuses per language",
      sql:
        "select l.name, count(*) from campuses c join languages l on l.id = c.language_id group by " +
        "l.name order by 2 desc",
    },
  ],
});
