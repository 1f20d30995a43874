import type { Endpoint, TestContext } from "../endpoints/endpoint.js";
import { toStoredValue, type Kind } from "../store/columns.js";
import type { Constraint } from "./constraint.js";
import { Refusal, unknownNames } from "./refusal.js";

/** The two ends of a range, as values of the column. */
export interface Range {
  readonly name: string;
  readonly low: number | string;
  readonly high: number | string;
}

function parseBound(text: string, kind: Kind, now: number): number | string {
  if (kind === "time" && text === "now") return now;
  const value =
    kind === "time" ? toStoredValue(text, "time") : kind === "int" || kind === "float" ? Number(text) : text;
  if (typeof value === "string" || (typeof value === "number" && !Number.isNaN(value))) return value;
  // The values reach PostgreSQL, and its error message comes back with a 500 (observed by others, 2025).
  const type = kind === "time" ? "timestamp" : "integer";
  throw new Refusal(500, {
    status: 500,
    error: `PG::InvalidTextRepresentation: ERROR:  invalid input syntax for type ${type}: "${text}"`,
  });
}

/** Parses `range[name]=low,high`: both ends are required (apidoc); times may be ISO 8601, a date, or `now`. */
export function readRanges(
  endpoint: Endpoint,
  ranges: ReadonlyMap<string, string>,
  context: TestContext,
): Range[] {
  const allowed = endpoint.ranges;
  if (allowed === undefined) return [];
  const unknown = [...ranges.keys()].filter((name) => !allowed.includes(name));
  if (unknown.length > 0) throw unknownNames("Range", unknown, allowed);
  return [...ranges]
    .filter(([, value]) => value !== "")
    .map(([name, value]) => {
      const ends = value.split(",").map((end) => end.trim());
      const [low, high] = ends;
      if (ends.length !== 2 || !low || !high)
        throw new Refusal(400, { error: "Range Error", message: `The range on ${name} needs two values` });
      const kind = endpoint.columns[name]?.kind ?? "text";
      return { name, low: parseBound(low, kind, context.now), high: parseBound(high, kind, context.now) };
    });
}

/** Both ends are included; NULLs never match. */
export function rangeConstraint(
  endpoint: Endpoint,
  { name, low, high }: Range,
  { world }: TestContext,
): Constraint {
  return {
    test: (row) => {
      const value = world.read(endpoint, row, name);
      return (typeof value === "number" || typeof value === "string") && value >= low && value <= high;
    },
  };
}
