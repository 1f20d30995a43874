import { ConfigError } from "../errors/index.js";
import type { AnyEndpoint } from "./endpoint.js";
import { windowOf, type AnyTable } from "./table.js";

/** A valid name: it becomes a table, a column or a word of the command line. PostgreSQL keeps 63 bytes. */
const plainName = /^[a-z][a-z0-9_]{0,62}$/;
/** A path like `/v2/quests` or `/v2/campus/:id/quests`, without a query. */
const plainPath = /^\/v\d+(\/(:id|[a-zA-Z0-9_-]+))+$/;

interface Declaration {
  readonly endpoint: AnyEndpoint;
  readonly table: AnyTable | undefined;
}

/**
 * Checks a declaration before anything is requested or created.
 *
 * @throws ConfigError E_CONFIG
 */
export function checkResource({ endpoint, table }: Declaration): void {
  requirePlain("resource", endpoint.name);
  checkPaths(endpoint);
  const { name, traversal } = endpoint;
  if (traversal === "keyset" && !endpoint.ranges.includes("id"))
    refuse(
      name,
      "keyset needs a range on id",
      "add id to ranges if the list has it, else declare last-to-first or until-rest",
    );
  if (traversal === "last-to-first" && !endpoint.sorts.includes("id"))
    refuse(
      name,
      "last-to-first needs a sort by id",
      "add id to sorts if the list has it, else declare until-rest",
    );
  if (!Number.isInteger(endpoint.pageSize) || endpoint.pageSize < 1 || endpoint.pageSize > 100)
    refuse(name, "pageSize must be a whole number from 1 to 100", "42 sends at most 100 rows a page");
  // A configuration may not be TypeScript.
  if (![undefined, "report", "ignore"].includes(endpoint.unknownFields))
    refuse(
      name,
      'unknownFields must be "report" or "ignore"',
      "without it, each run reports fields that the schema doesn't name",
    );
  if (table !== undefined) checkTable(endpoint, table);
}

function checkPaths({ name, path, under, onlyUnder }: AnyEndpoint): void {
  if (onlyUnder !== undefined && under[onlyUnder.variant] !== path)
    refuse(name, "onlyUnder names no variant of its list", `add ${onlyUnder.variant} to under`);
  if (!plainPath.test(path) || (path.includes(":id") && onlyUnder === undefined))
    refuse(name, "not a path of the API", "write it like /v2/quests");
  for (const [variant, template] of Object.entries(under)) {
    requirePlain("variant", variant);
    if (!plainPath.test(template) || template.split(":id").length !== 2)
      refuse(name, `not a path of the API: under ${variant}`, "write it like /v2/campus/:id/quests");
  }
}

function checkTable(endpoint: AnyEndpoint, table: AnyTable): void {
  requirePlain("table", table.name);
  for (const column of Object.keys(table.columns)) requirePlain("column", column);
  for (const link of table.links)
    for (const name of [link.name, link.owner.column, link.other.column]) requirePlain("link", name);
  const missing = table.key.find((column) => !Object.hasOwn(table.columns, column));
  if (missing !== undefined)
    refuse(table.name, `its key ${missing} isn't one of its columns`, "declare the column");
  const window = windowOf(table);
  if (window !== undefined && !endpoint.ranges.includes(window.by)) {
    refuse(
      table.name,
      `a window needs a range on ${window.by}`,
      `add ${window.by} to ranges if the list has it, else declare incremental: "full"`,
    );
  }
  if (
    table.askBy !== undefined &&
    endpoint.onlyUnder?.by !== table.askBy.filter &&
    (!endpoint.filters.includes(table.askBy.filter) || endpoint.traversal !== "keyset")
  ) {
    refuse(
      table.name,
      `its rows can't be requested by ${table.askBy.filter}`,
      `add ${table.askBy.filter} to filters; the list also needs a range on id`,
    );
  }
}

function requirePlain(what: string, name: string): void {
  if (plainName.test(name)) return;
  throw new ConfigError(`${JSON.stringify(name).slice(0, 80)} is not a valid name for a ${what}`, {
    context: { [what]: name.slice(0, 80) },
    hint: "use at most 63 lower-case letters, digits and underscores, and begin with a letter",
  });
}

function refuse(name: string, what: string, hint: string): never {
  throw new ConfigError(`${name}: ${what}`, { context: { resource: name }, hint });
}
