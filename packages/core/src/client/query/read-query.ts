import { QueryError } from "../../errors/index.js";
import type { AnyEndpoint } from "../../resource/index.js";
import type { Params } from "./encode-query.js";
import { nearestName } from "./nearest-name.js";
import { filterToText, rangeToText } from "./query-values.js";

/** A query that the endpoint can answer. */
export interface ReadQuery {
  /** Encoded path of the list, or of its scoped variant. */
  readonly path: string;
  /** Filters and ranges, without `range[id]`. */
  readonly params: Params;
  /** The caller's bounds on the id, if any. */
  readonly idRange: readonly [number, number] | null;
  /** The caller's own order, if any. */
  readonly sort: string | null;
  readonly pageSize: number;
}

/** A query for any endpoint. Read as unknown values: JavaScript callers have no types. */
export type LooseQuery = Readonly<Record<string, unknown>>;

const known = [
  "under",
  "filter",
  "range",
  "sort",
  "pageSize",
  "lanes",
  "signal",
  "resume",
  "onInvalid",
  "limit",
  "by",
  "ids",
];

/** Checks a query against what the endpoint really does, before a hit is spent. @throws QueryError */
export function readQuery(endpoint: AnyEndpoint, query: LooseQuery): ReadQuery {
  for (const name of Object.keys(query))
    if (!known.includes(name)) throw unknownName(`${endpoint.name}: a query has no ${name}`, name, known);
  const filters = entriesOf(query["filter"], `${endpoint.name} filter`).map(([name, value]) => {
    const where = check(endpoint, "filter", name, endpoint.filters);
    return [`filter[${name}]`, filterToText(value, where)] as const;
  });
  const ranges = entriesOf(query["range"], `${endpoint.name} range`).map(([name, value]) => {
    const where = check(endpoint, "range", name, endpoint.ranges);
    return { name, value, text: rangeToText(value, where) };
  });
  const idRange = ranges.find((range) => range.name === "id");
  return {
    path: readPath(endpoint, query["under"]),
    params: [
      ...filters,
      ...ranges
        .filter((range) => range !== idRange)
        .map((range) => [`range[${range.name}]`, range.text] as const),
    ],
    idRange: idRange === undefined ? null : readIdRange(idRange.value, `${endpoint.name} range[id]`),
    sort: readSort(endpoint, query["sort"]),
    pageSize: readPageSize(endpoint, query["pageSize"]),
  };
}

function entriesOf(value: unknown, where: string): readonly (readonly [string, unknown])[] {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new QueryError(`${where}: must be an object of names and values`);
  return Object.entries(value);
}

/** Checks that the endpoint has the parameter; returns its name for errors. */
function check(
  endpoint: AnyEndpoint,
  kind: "filter" | "range" | "sort",
  name: string,
  names: readonly string[],
): string {
  const param = kind === "sort" ? "sort" : `${kind}[${name}]`;
  const where = kind === "sort" ? `${endpoint.name} sort ${name}` : `${endpoint.name} ${param}`;
  const reason = endpoint.ineffective?.[param];
  if (reason !== undefined) {
    const hint =
      names.length === 0 ? `no ${kind} has an effect here: omit it` : `with effect: ${names.join(", ")}`;
    throw new QueryError(`${where}: ${reason}`, {
      hint,
      context: { resource: endpoint.name, parameter: param },
    });
  }
  if (!names.includes(name)) throw unknownName(`${where}: 42 has no such ${kind} here`, name, names);
  return where;
}

function unknownName(message: string, name: string, names: readonly string[]): QueryError {
  const nearest = nearestName(name, names);
  const hint =
    nearest !== undefined
      ? `did you mean ${nearest}?`
      : names.length === 0
        ? "there are none"
        : `there are: ${names.join(", ")}`;
  return new QueryError(message, { hint, context: { parameter: name } });
}

function readPath(endpoint: AnyEndpoint, under: unknown): string {
  const entries = entriesOf(under, `${endpoint.name} under`);
  const [first, ...others] = entries;
  if (first === undefined) {
    if (under !== undefined)
      throw new QueryError(`${endpoint.name} under: empty`, {
        hint: "omit it to ask for the whole list",
      });
    if (endpoint.onlyUnder !== undefined)
      throw new QueryError(`${endpoint.name}: 42 has no list of all of them`, {
        hint: `ask for those of one owner: under: { ${endpoint.onlyUnder.variant}: id }`,
      });
    return endpoint.path;
  }
  if (others.length > 0)
    throw new QueryError(
      `${endpoint.name} under: one at a time, not ${entries.map(([name]) => name).join(" and ")}`,
    );
  const [name, value] = first;
  const template = Object.hasOwn(endpoint.under, name) ? endpoint.under[name] : undefined;
  if (template === undefined)
    throw unknownName(
      `${endpoint.name} under ${name}: 42 has no such list`,
      name,
      Object.keys(endpoint.under),
    );
  return template.replace(":id", idToPath(value, `${endpoint.name} under ${name}`));
}

/** An id or slug as a part of a path. @throws QueryError when it could name nothing, or something else */
export function idToPath(value: unknown, where: string): string {
  if (
    typeof value === "number"
      ? Number.isSafeInteger(value) && value >= 0
      : typeof value === "string" && value.trim() !== "" && !/^\.{1,2}$/.test(value)
  ) {
    return encodeURIComponent(String(value));
  }
  throw new QueryError(`${where}: neither an id nor a slug`, {
    context: { value: typeof value === "string" || typeof value === "number" ? value : typeof value },
  });
}

function readIdRange(value: unknown, where: string): readonly [number, number] {
  const [min, max] = (value as readonly unknown[]).map(Number); // rangeToText has found two ends
  if (
    min === undefined ||
    max === undefined ||
    !Number.isSafeInteger(min) ||
    !Number.isSafeInteger(max) ||
    min > max
  )
    throw new QueryError(`${where}: two whole numbers, the lower one first`);
  return [min, max];
}

function readSort(endpoint: AnyEndpoint, sort: unknown): string | null {
  if (sort === undefined) return null;
  const fields: readonly unknown[] = Array.isArray(sort) ? sort : [sort];
  if (fields.length === 0) throw new QueryError(`${endpoint.name} sort: empty`, { hint: "omit it" });
  return fields
    .map((field) => {
      if (typeof field !== "string") throw new QueryError(`${endpoint.name} sort: must be names`);
      check(endpoint, "sort", field.replace(/^-/, ""), endpoint.sorts);
      return field;
    })
    .join(",");
}

/** Rows a page. @throws QueryError outside of 1 to 100: 42 clamps a larger size silently (observed 2026) */
export function readPageSize(
  endpoint: { readonly name: string; readonly pageSize: number },
  size: unknown,
): number {
  if (size === undefined) return endpoint.pageSize;
  if (typeof size !== "number" || !Number.isInteger(size) || size < 1 || size > 100)
    throw new QueryError(`${endpoint.name} pageSize: a whole number from 1 to 100`);
  return size;
}
