import { int, text, time } from "../store/columns.js";
import type { LanguageRow } from "../store/static-tables.js";
import { defineEndpoint } from "./endpoint.js";

const NAMES = ["id", "name", "identifier", "created_at", "updated_at"];

/** Languages; only embedded copies show their times. */
export const languages = defineEndpoint<LanguageRow>({
  resource: "languages",
  columns: { id: int, name: text, identifier: text, created_at: time, updated_at: time },
  indexed: [],
  lists: [{ path: "/v2/languages" }],
  show: { path: "/v2/languages/:id" },
  order: [{ column: "id", descending: true }],
  filters: NAMES,
  ranges: NAMES,
  sorts: NAMES,
  defaults: (now) => ({ name: "New language", identifier: "xx", created_at: now, updated_at: now }),
  render: ({ id, name, identifier }) => ({ id, name, identifier }),
});
