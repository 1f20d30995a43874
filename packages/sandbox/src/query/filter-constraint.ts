import type { Endpoint, TestContext } from "../endpoints/endpoint.js";
import { toStoredValue, type Kind } from "../store/columns.js";
import type { Constraint } from "./constraint.js";
import { Refusal, unknownNames } from "./refusal.js";

/**
 * For longer lists, the gateway answers 502: other clients stop at 100 (observed 2025, 2026); the exact limit
 * isn't known.
 */
const MAX_VALUES = 120;

/** The text of a query as a value of the column; undefined when no row can have it. */
function parseValue(text: string, kind: Kind, name: string): unknown {
  if (text === "null") return null;
  switch (kind) {
    case "int":
    case "float":
    case "ids":
      return /^\s*-?\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
    case "bool":
      return ["true", "t", "1"].includes(text)
        ? true
        : ["false", "f", "0"].includes(text)
          ? false
          : undefined;
    case "time": {
      const instant = toStoredValue(text, "time");
      // `filter[end_at]=nil` is answered 422 (observed in 2026).
      if (instant === undefined)
        throw new Refusal(422, {
          error: "Unprocessable Entity",
          message: `${text} is not a valid value for ${name}`,
        });
      return instant;
    }
    case "text":
    case "names":
      return text;
  }
}

/**
 * `filter[name]=a,b`: any of the values; all filters together. An empty value is no filter (observed by
 * others, 2025).
 */
export function filterConstraints(
  endpoint: Endpoint,
  filters: ReadonlyMap<string, string>,
  context: TestContext,
): Constraint[] {
  const allowed = endpoint.filters;
  if (allowed === undefined) return [];
  const unknown = [...filters.keys()].filter((name) => !allowed.includes(name));
  if (unknown.length > 0) throw unknownNames("Filter", unknown, allowed);
  return [...filters]
    .filter(([, value]) => value !== "")
    .map(([name, value]) => filterConstraint(endpoint, name, value.split(","), context));
}

function filterConstraint(
  endpoint: Endpoint,
  name: string,
  texts: readonly string[],
  context: TestContext,
): Constraint {
  if (texts.length > MAX_VALUES) throw new Refusal(502, BAD_GATEWAY, { "Content-Type": "text/html" });
  const test = endpoint.tests?.[name];
  if (test !== undefined) return { test: (row) => test(row, texts, context) };
  const kind = endpoint.columns[name]?.kind ?? "text";
  const wanted = new Set(texts.map((one) => parseValue(one, kind, name)));
  wanted.delete(undefined);
  const { world } = context;
  const matches = (value: unknown): boolean =>
    Array.isArray(value) ? value.some((one) => wanted.has(one)) : wanted.has(value ?? null);
  const rows = world.rowsOf(endpoint.resource);
  const constraint: Constraint = { test: (row) => matches(world.read(endpoint, row, name)) };
  if (name === "id")
    return { ...constraint, candidates: [...wanted].flatMap((id) => rows.get(Number(id)) ?? []) };
  if (rows.indexed.includes(name))
    return { ...constraint, candidates: [...wanted].flatMap((value) => rows.by(name, value)) };
  return constraint;
}

/** What the gateway returns when the application doesn't answer. */
export const BAD_GATEWAY =
  "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad " +
  "Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";
