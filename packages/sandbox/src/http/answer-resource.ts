import { readListQuery } from "../query/list-query.js";
import { linkHeader } from "../query/link-header.js";
import { listRows } from "../query/list-rows.js";
import { notFound } from "../query/refusal.js";
import type { ResultCache } from "../query/result-cache.js";
import { findRow } from "../query/scope-constraint.js";
import type { ApiRow } from "../sandbox-options.js";
import type { World } from "../store/world.js";
import { jsonAnswer, type Answer } from "./answer.js";
import type { Route } from "./routes.js";

/** What a response from rows needs. */
export interface ResourceRequest {
  readonly route: Route;
  /** Address without the query, for links. */
  readonly address: string;
  readonly query: Readonly<Record<string, string>>;
  readonly world: World;
  readonly cache: ResultCache;
  /** The server's clock in milliseconds. */
  readonly now: number;
}

/** Answers a list or a row. @throws Refusal */
export const answerResource = (request: ResourceRequest): Answer =>
  request.route.list === undefined ? answerShow(request) : answerList(request, request.route.list);

function answerList(
  { route, address, query, world, cache, now }: ResourceRequest,
  list: NonNullable<Route["list"]>,
): Answer {
  const asked = readListQuery(query);
  const { rows, total } = listRows(
    { endpoint: route.endpoint, list, parent: route.id, query: asked },
    { world, now },
    cache,
  );
  const link = linkHeader(address, query, asked.page, Math.ceil(total / asked.perPage));
  return jsonAnswer(
    200,
    rows.map((row) => world.show(route.endpoint, row)),
    {
      "X-Page": String(asked.page),
      "X-Per-Page": String(asked.perPage),
      "X-Total": String(total),
      ...(link === null || total === 0 ? {} : { Link: link }),
    },
  );
}

function answerShow({ route: { endpoint, id }, world }: ResourceRequest): Answer {
  const recorded = recordedShow(world, endpoint.resource, id, endpoint.show?.by);
  if (recorded !== undefined) return jsonAnswer(200, recorded);
  const row = findRow(world, endpoint.resource, id);
  if (row === undefined) throw notFound();
  if (row.raw !== undefined || endpoint.renderFull === undefined)
    return jsonAnswer(200, world.show(endpoint, row));
  return jsonAnswer(200, { ...endpoint.renderFull(row, world), ...row.overlay });
}

function recordedShow(
  world: World,
  resource: string,
  id: string,
  by: string | undefined,
): ApiRow | undefined {
  const shows = world.recordedShows.get(resource);
  if (shows === undefined) return undefined;
  return (
    shows.get(Number(id)) ??
    (by === undefined ? undefined : [...shows.values()].find((row) => row[by] === id))
  );
}
