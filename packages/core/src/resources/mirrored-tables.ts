import { ConfigError } from "../errors/index.js";
import { checkResource, type AnyEndpoint, type AnyTable, type Resource } from "../resource/index.js";
import { endpoints, optionalTables, tables } from "./index.js";

/** What is mirrored beside the tables that always are. */
export interface MirrorChoice {
  /** Of the optional tables: `["locations", "teams"]`. @default none */
  readonly with?: readonly string[];
  /** Resources of one's own; those with a table are mirrored. @default none */
  readonly resources?: readonly Resource[];
}

/** A table together with the endpoint that fills it. */
export interface MirroredTable {
  readonly table: AnyTable;
  readonly endpoint: AnyEndpoint;
}

/**
 * The tables of a choice, for a store: the same choice goes to the pipelines.
 *
 * @example
 * const choice = { with: ["locations"], resources: [campusQuests] };
 * const store = createPgStore({ pool, tables: mirroredTables(choice) });
 * await nightly({ client, store, scope, ...choice });
 * @throws ConfigError E_CONFIG for an unknown name, and for a resource whose table has the name of another
 */
export function mirroredTables(choice: MirrorChoice = {}): Readonly<Record<string, AnyTable>> {
  return Object.fromEntries(mirroredResources(choice).map(({ table }) => [table.name, table]));
}

/** The same with the endpoints that fill them. @throws ConfigError E_CONFIG */
export function mirroredResources(choice: MirrorChoice = {}): readonly MirroredTable[] {
  const { with: names = [], resources = [] } = choice;
  const mirrored = [...Object.values<AnyTable>(tables), ...asked(names)].map((table) => ({
    table,
    endpoint: endpointOf(table),
  }));
  const own = resources.flatMap((resource) => {
    checkResource(resource);
    return resource.table === undefined ? [] : [{ table: resource.table, endpoint: resource.endpoint }];
  });
  const known = new Set<string>([...Object.keys(tables), ...Object.keys(optionalTables)]);
  for (const { table } of own) {
    if (known.has(table.name))
      throw new ConfigError(`a table ${table.name} is there already`, {
        context: { table: table.name },
        hint:
          table.name in optionalTables
            ? `ask for it: with: ["${table.name}"], or give yours another name`
            : "give yours another name",
      });
    known.add(table.name);
  }
  return [...mirrored, ...own];
}

function asked(names: readonly string[]): readonly AnyTable[] {
  const optional: Readonly<Record<string, AnyTable>> = optionalTables;
  const unknown = names.find((name) => !Object.hasOwn(optional, name) && !Object.hasOwn(tables, name));
  if (unknown !== undefined)
    throw new ConfigError(`there is no optional table ${unknown}`, {
      context: { table: unknown },
      hint: `the optional tables are ${Object.keys(optional).join(", ")}`,
    });
  return Object.entries(optional).flatMap(([name, table]) => (names.includes(name) ? [table] : []));
}

function endpointOf(table: AnyTable): AnyEndpoint {
  const found = Object.values<AnyEndpoint>(endpoints).find((endpoint) => endpoint.name === table.resource);
  if (found === undefined) throw new TypeError(`no endpoint is declared for the resource ${table.resource}`);
  return found;
}
