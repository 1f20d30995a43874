import type { Endpoint, ListPath } from "../endpoints/endpoint.js";

/** The target of a path: a list or a single row. */
export interface Route {
  readonly endpoint: Endpoint;
  /** Undefined for a single row. */
  readonly list?: ListPath;
  /** The value of `:id`; empty if the path has none. */
  readonly id: string;
}

/** Finds routes by path. */
export type FindRoute = (path: string) => Route | undefined;

/** Routes of all endpoints: `/v2/<resource>`, `/v2/<resource>/:id` and `/v2/<parent>/:id/<resource>`. */
export function createRoutes(endpoints: readonly Endpoint[]): FindRoute {
  const known = new Map<string, Omit<Route, "id">>();
  for (const endpoint of endpoints) {
    for (const list of endpoint.lists) known.set(list.path, { endpoint, list });
    if (endpoint.show !== undefined) known.set(endpoint.show.path, { endpoint });
  }
  return (path) => {
    const segments = path.replace(/\/+$/, "").split("/");
    const id = segments[3] === undefined ? "" : decodePart(segments[3]);
    if (segments[3] !== undefined) segments[3] = ":id";
    const route = known.get(segments.join("/"));
    return route === undefined ? undefined : { ...route, id };
  };
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray %: no row has this name
  }
}
