import type { Endpoint } from "../endpoints/endpoint.js";
import { SandboxError } from "../sandbox-error.js";
import type { ApiRow } from "../sandbox-options.js";
import { Collection } from "./collection.js";
import { valueOf, type Stored } from "./stored.js";
import type { Tables } from "./tables.js";

/** All rows of the simulated school, by resource. */
export interface World {
  /** Increases with every change; anything computed for an older version is stale. */
  readonly version: number;
  /** Whether the rows were recorded rather than generated. */
  readonly isRecorded: boolean;
  readonly endpoints: readonly Endpoint[];
  /** The rows of a generated resource. */
  table<K extends keyof Tables>(resource: K): Collection<Tables[K]>;
  /** The rows of an endpoint, typed as it declares them. */
  of<R extends Stored>(endpoint: Endpoint<R>): Collection<R>;
  /** The rows of any resource. */
  rowsOf(resource: string): Collection;
  endpointOf(resource: string): Endpoint;
  /** The value of a row's column, wherever it is stored. */
  read(endpoint: Endpoint, row: Stored, column: string): unknown;
  /** A row as lists show it. */
  show(endpoint: Endpoint, row: Stored): ApiRow;
  /** Rows that were recorded from their single-item page. */
  readonly recordedShows: Map<string, Map<number, ApiRow>>;
  /**
   * The next free id of a resource, above all assigned ones (new `teams` get ids but no rows).
   */
  nextId(resource: string, gap: number): number;
}

/** An empty world with a collection for each endpoint. */
export function createWorld(endpoints: readonly Endpoint[], isRecorded = false): World {
  let version = 0;
  const changed = (): void => {
    version += 1;
  };
  const collections = new Map<string, Collection>();
  for (const { resource, indexed, embeddedStale } of endpoints) {
    collections.set(resource, new Collection(indexed, embeddedStale === true, changed));
  }
  const counters = new Map<string, number>();
  const known = (): string => endpoints.map(({ resource }) => resource).join(", ");
  const rowsOf = (resource: string): Collection => {
    const rows = collections.get(resource);
    if (rows === undefined)
      throw new SandboxError("E_SANDBOX_RESOURCE", `no resource "${resource}" here: ${known()}`);
    return rows;
  };
  const world: World = {
    get version() {
      return version;
    },
    isRecorded,
    endpoints,
    // The map is made from the endpoints, whose row types are the ones of Tables.
    table: <K extends keyof Tables>(resource: K) => rowsOf(resource) as unknown as Collection<Tables[K]>,
    of: <R extends Stored>({ resource }: Endpoint<R>) => rowsOf(resource) as unknown as Collection<R>, // filled with its rows
    rowsOf,
    endpointOf: (resource) => {
      const endpoint = endpoints.find((one) => one.resource === resource);
      if (endpoint === undefined)
        throw new SandboxError("E_SANDBOX_RESOURCE", `no resource "${resource}" here: ${known()}`);
      return endpoint;
    },
    read: (endpoint, row, column) =>
      (endpoint.read === undefined ? undefined : endpoint.read(row, column, world)) ??
      valueOf(row, column) ??
      null,
    show: (endpoint, row) => {
      if (row.raw !== undefined) return row.raw;
      const shown = endpoint.render(row, world);
      return row.overlay === undefined ? shown : { ...shown, ...row.overlay };
    },
    recordedShows: new Map(),
    nextId: (resource, gap) => {
      const last = collections.get(resource)?.rows.at(-1)?.id ?? 0;
      const next = Math.max(last, counters.get(resource) ?? 0) + Math.max(1, gap);
      counters.set(resource, next);
      return next;
    },
  };
  return world;
}
