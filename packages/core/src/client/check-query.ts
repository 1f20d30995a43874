import { QueryError } from "../errors/index.js";
import type { AnyEndpoint } from "../resource/index.js";
import type { Asked, FilterValue, Query, RangeValue } from "./query.js";

/**
 * The greatest id that is asked for: 42 hands range ends to PostgreSQL, whose 4-byte integers end here. Its newest ids were
 * near 40 million in 2026.
 */
export const greatestId = 2_147_483_647;

/** More ids than about this in one filter are answered 502 (42Stat and others, 2025 and 2026). */
export const idsPerHit = 100;

/**
 * Checks a query against its endpoint before a hit is spent.
 *
 * @throws QueryError for what the list cannot do, or would silently do differently from what it says.
 */
export function checkQuery(endpoint: AnyEndpoint, query: Query): Asked {
  const parameters: (readonly [string, string])[] = [];
  for (const [name, value] of Object.entries(query.filter ?? {})) {
    if (value === undefined) continue;
    requireKnown(endpoint, "filter", name, endpoint.filters);
    parameters.push([`filter[${name}]`, filterText(endpoint, name, value)]);
  }
  let ids = { from: 0, upTo: greatestId };
  for (const [name, ends] of Object.entries(query.range ?? {})) {
    if (ends === undefined) continue;
    requireKnown(endpoint, "range", name, endpoint.ranges);
    const [from, upTo] = rangeTexts(endpoint, name, ends);
    if (name === "id") ids = { from: Number(from), upTo: Number(upTo) };
    else parameters.push([`range[${name}]`, `${from},${upTo}`]);
  }
  const pageSize = query.pageSize ?? endpoint.pageSize;
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 100) {
    throw refused(endpoint, `a page of ${String(pageSize)} rows`, "ask for 1 to 100; 42 gives 100 at most");
  }
  return { endpoint, path: pathOf(endpoint, query), parameters, ids, sort: sortText(endpoint, query), pageSize };
}

function refused(endpoint: AnyEndpoint, what: string, hint: string): QueryError {
  return new QueryError(`${endpoint.name}: ${what} cannot be asked`, { context: { resource: endpoint.name }, hint });
}

function requireKnown(endpoint: AnyEndpoint, kind: "filter" | "range" | "sort", name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const what = kind === "sort" ? `sort by ${name}` : `${kind}[${name}]`;
  const reason = endpoint.ineffective?.[kind === "sort" ? "sort" : `${kind}[${name}]`];
  throw refused(endpoint, what, reason ?? (known.length === 0 ? `this list has no ${kind}` : `its ${kind}s are ${known.join(", ")}`));
}

function filterText(endpoint: AnyEndpoint, name: string, value: FilterValue | readonly FilterValue[]): string {
  const values = Array.isArray(value) ? (value as readonly FilterValue[]) : [value as FilterValue]; // isArray does not narrow readonly arrays
  if (values.length === 0) throw refused(endpoint, `filter[${name}] with no value`, "42 would read it as no filter and answer every row; leave the question out instead");
  if (values.length > idsPerHit) throw refused(endpoint, `filter[${name}] with ${String(values.length)} values`, `42 answers 502 to long lists; use byIds, or at most ${String(idsPerHit)} values`);
  return values.map((one) => valueText(endpoint, `filter[${name}]`, one)).join(",");
}

function valueText(endpoint: AnyEndpoint, what: string, value: FilterValue | RangeValue): string {
  const text = value instanceof Date ? dateText(endpoint, what, value) : String(value);
  if (text === "" || (typeof value === "number" && !Number.isFinite(value))) throw refused(endpoint, `${what} with ${text === "" ? "an empty value" : text}`, "42 would read it as no filter");
  if (text.includes(",")) throw refused(endpoint, `${what} with a comma in it`, "42 reads a comma as OR; give several values as a list");
  return text;
}

function dateText(endpoint: AnyEndpoint, what: string, date: Date): string {
  if (Number.isNaN(date.getTime())) throw refused(endpoint, `${what} with an invalid date`, "give a Date or an ISO 8601 text");
  return date.toISOString();
}

function rangeTexts(endpoint: AnyEndpoint, name: string, ends: readonly [RangeValue, RangeValue]): readonly [string, string] {
  const what = `range[${name}]`;
  const texts = [valueText(endpoint, what, ends[0]), valueText(endpoint, what, ends[1])] as const;
  const [from, upTo] = ends.map((end) => (end instanceof Date ? end.getTime() : typeof end === "string" && /^\d{4}-\d\d-\d\d/.test(end) ? Date.parse(end) : end));
  if (typeof from === "number" && typeof upTo === "number" && !(from <= upTo)) throw refused(endpoint, `${what} from ${texts[0]} to ${texts[1]}`, "the first end must not be after the second");
  return texts;
}

function sortText(endpoint: AnyEndpoint, query: Query): string | undefined {
  if (query.sort === undefined) return undefined;
  const names = (typeof query.sort === "string" ? [query.sort] : query.sort).map(String);
  for (const name of names) requireKnown(endpoint, "sort", name.replace(/^-/, ""), endpoint.sorts);
  return names.length === 0 ? undefined : names.join(",");
}

function pathOf(endpoint: AnyEndpoint, query: Query): string {
  const chosen = Object.entries(query.under ?? {}).filter(([, id]) => id !== undefined);
  if (chosen.length === 0) return endpoint.path;
  if (chosen.length > 1) throw refused(endpoint, `under ${chosen.map(([name]) => name).join(" and ")} at once`, "choose one, and filter for the other");
  const [[name, id]] = chosen as [[string, number | string]]; // its length is one
  const template = endpoint.under[name];
  if (template === undefined) throw refused(endpoint, `under ${name}`, `it can be asked under ${Object.keys(endpoint.under).join(", ") || "nothing"}`);
  return template.replace(":id", encodeURIComponent(String(id)));
}
