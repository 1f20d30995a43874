import { ConfigError } from "../errors/index.js";
import type { Resource } from "./define-resource.js";
import type { AnyEndpoint } from "./endpoint.js";
import { windowOf, type AnyTable } from "./table.js";

/**
 * What a name of one's own may be: it becomes a table, a column, a word of the command line. PostgreSQL keeps
 * 63 bytes.
 */
const plainName = /^[a-z][a-z0-9_]{0,62}$/;
/** As `/v2/quests` or `/v2/campus/:id/quests`; a query is not part of it. */
const plainPath = /^\/v\d+(\/(:id|[a-zA-Z0-9_-]+))+$/;

/**
 * Looks a resource of one's own over before anything is asked or made.
 *
 * @throws ConfigError E_CONFIG
 */
export function checkResource(resource: Resource): void {
  const { endpoint, table } = resource;
  requirePlain("resource", endpoint.name);
  checkPaths(endpoint);
  const { name, traversal } = endpoint;
  if (traversal === "keyset" && !endpoint.ranges.includes("id"))
    refuse(
      name,
      "keyset needs a range on id",
      "add id to ranges where the list really has it, else declare last-to-first or until-rest",
    );
  if (traversal === "last-to-first" && !endpoint.sorts.includes("id"))
    refuse(
      name,
      "last-to-first needs a sort by id",
      "add id to sorts where the list really has it, else declare until-rest",
    );
  if (!Number.isInteger(endpoint.pageSize) || endpoint.pageSize < 1 || endpoint.pageSize > 100)
    refuse(name, "pageSize is a whole number from 1 to 100", "42 gives 100 rows a page at most");
  // Configurations need not be TypeScript.
  if (![undefined, "tell", "ignore"].includes(endpoint.unknownFields))
    refuse(
      name,
      "unknownFields is tell or ignore",
      "leave it out to be told of fields that the schema does not name",
    );
  if (table !== undefined) checkTable(endpoint, table);
}

function checkPaths({ name, path, under, onlyUnder }: AnyEndpoint): void {
  if (onlyUnder !== undefined && under[onlyUnder.variant] !== path)
    refuse(name, "onlyUnder names no variant of its list", `add ${onlyUnder.variant} to under`);
  if (!plainPath.test(path) || (path.includes(":id") && onlyUnder === undefined))
    refuse(name, "its path is none of the API's", "a path is like /v2/quests");
  for (const [variant, template] of Object.entries(under)) {
    requirePlain("variant", variant);
    if (!plainPath.test(template) || template.split(":id").length !== 2)
      refuse(
        name,
        `its path under ${variant} is none of the API's`,
        "such a path is like /v2/campus/:id/quests",
      );
  }
}

function checkTable(endpoint: AnyEndpoint, table: AnyTable): void {
  requirePlain("table", table.name);
  for (const column of Object.keys(table.columns)) requirePlain("column", column);
  for (const link of table.links)
    for (const name of [link.name, link.owner.column, link.other.column]) requirePlain("link", name);
  const missing = table.key.find((column) => !Object.hasOwn(table.columns, column));
  if (missing !== undefined)
    refuse(table.name, `its key ${missing} is not among the columns`, "declare the column");
  const window = windowOf(table);
  if (window !== undefined && !endpoint.ranges.includes(window.by)) {
    refuse(
      table.name,
      `a window needs a range on ${window.by}`,
      `add ${window.by} to ranges where the list really has it, else declare incremental: "full"`,
    );
  }
  if (
    table.askBy !== undefined &&
    endpoint.onlyUnder?.by !== table.askBy.filter &&
    (!endpoint.filters.includes(table.askBy.filter) || endpoint.traversal !== "keyset")
  ) {
    refuse(
      table.name,
      `it cannot be asked for by ${table.askBy.filter}`,
      `add ${table.askBy.filter} to filters; only lists with a range on id can be asked so`,
    );
  }
}

function requirePlain(what: string, name: string): void {
  if (plainName.test(name)) return;
  throw new ConfigError(`${JSON.stringify(name).slice(0, 80)} is no name for a ${what}`, {
    context: { [what]: name.slice(0, 80) },
    hint: "a name is lower-case letters, digits and underscores, begins with a letter, and has at most 63",
  });
}

function refuse(name: string, what: string, hint: string): never {
  throw new ConfigError(`${name}: ${what}`, { context: { resource: name }, hint });
}
