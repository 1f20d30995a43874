import type { Endpoint, World } from "../endpoints/endpoint.js";
import { SandboxError } from "../sandbox-error.js";
import { Collection } from "./collection.js";
import { valueOf, type Stored } from "./stored.js";
import type { Tables } from "./tables.js";

export type { World };

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
    // It was filled with rows of this endpoint.
    of: <R extends Stored>({ resource }: Endpoint<R>) => rowsOf(resource) as unknown as Collection<R>,
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
