import type { Column } from "./column.js";
import { checkResource } from "./check-resource.js";
import { defineEndpoint, type AnyEndpoint, type Endpoint, type EndpointInput } from "./endpoint.js";
import { defineTable, type AnyTable, type Table, type TableInput } from "./table.js";

/** A list of 42, and where its rows go. Without a table, only the client knows it. */
export interface Resource<E = AnyEndpoint, T = AnyTable | undefined> {
  readonly endpoint: E;
  readonly table: T;
}

/** The table of a resource; its name defaults to that of the resource. */
export type ResourceTableInput<Item, Columns extends Readonly<Record<string, Column<Item>>>> = Omit<
  TableInput<Item, Columns>,
  "name" | "resource"
> & { readonly name?: string };

type Columns<Item> = Readonly<Record<string, Column<Item>>>;

/**
 * Declares a resource: what its list can do (as `defineEndpoint`) and, to mirror it, its table (as
 * `defineTable`). For a list that is declared already, give the endpoint first and the table second:
 * `defineResource(endpoints.scores, { comment: "Scores.", … })`; ours are declared this way. The result goes
 * to `client.resource(…)`, to `defineMirror({ resources: […] })`, and into `resources` of `42sync.config.ts`.
 *
 * @throws ConfigError E_CONFIG for an invalid name or path, and for a declaration that contradicts itself.
 * @example
 * const quests = defineResource({
 *   name: "campus_quests",
 *   path: "/v2/quests",
 *   item: z.looseObject({ id: z.number(), name: z.string(), cursus_id: z.number().nullable() }),
 *   filters: ["cursus_id"], ranges: ["id"], sorts: ["id"], traversal: "keyset",
 *   table: {
 *     comment: "Quests.",
 *     incremental: "full",
 *     columns: {
 *       id: { kind: "bigint", comment: "42's id of the quest." },
 *       name: { kind: "text", comment: "Name." },
 * cursus_id: { kind: "bigint", nullable: true, comment: "The cursus.", references: { table: "cursus" } },
 *     },
 *   },
 * });
 */
export function defineResource<
  Item,
  const Filter extends string = never,
  const Range extends string = never,
  const Sort extends string = never,
  const Under extends string = never,
  const C extends Columns<Item> = Columns<Item>,
  const Name extends string = string,
  const TableName extends string = Name,
>(
  input: EndpointInput<Item, Filter, Range, Sort, Under> & {
    readonly name: Name;
    readonly table: ResourceTableInput<Item, C> & { readonly name?: TableName };
  },
): Resource<Endpoint<Item, Filter, Range, Sort, Under>, Table<Item, C, TableName>>;
export function defineResource<
  Item,
  const Filter extends string = never,
  const Range extends string = never,
  const Sort extends string = never,
  const Under extends string = never,
>(
  input: EndpointInput<Item, Filter, Range, Sort, Under> & { readonly table?: never },
): Resource<Endpoint<Item, Filter, Range, Sort, Under>, undefined>;
export function defineResource<
  Item,
  const Filter extends string,
  const Range extends string,
  const Sort extends string,
  const Under extends string,
  const C extends Columns<Item> = Columns<Item>,
>(
  endpoint: Endpoint<Item, Filter, Range, Sort, Under>,
  table: ResourceTableInput<Item, C>,
): Resource<Endpoint<Item, Filter, Range, Sort, Under>, Table<Item, C>>;
export function defineResource(
  input: EndpointInput<unknown, string, string, string, string> & { readonly table?: AnyTableInput },
  tableOfEndpoint?: AnyTableInput,
): Resource {
  const { table = tableOfEndpoint, ...rest } = input;
  // With a table of its own, the first argument is an endpoint that is declared already: see the overloads.
  const endpoint = tableOfEndpoint === undefined ? defineEndpoint(rest) : (input as AnyEndpoint);
  const resource: Resource = {
    endpoint,
    table: table === undefined ? undefined : defineTable(endpoint, { name: endpoint.name, ...table }),
  };
  checkResource(resource);
  return resource;
}

type AnyTableInput = ResourceTableInput<unknown, Columns<unknown>>;

/** The tables of resources, by the same names. */
export function tablesOf<const R extends Readonly<Record<string, Resource<unknown, unknown>>>>(
  resources: R,
): { readonly [Name in keyof R]: R[Name]["table"] } {
  const tables = Object.entries(resources).map(([name, { table }]) => [name, table] as const);
  return Object.fromEntries(tables) as { [Name in keyof R]: R[Name]["table"] }; // of the same names
}
