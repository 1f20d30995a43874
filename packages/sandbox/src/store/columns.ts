/**
 * The kind of a column. `time` is stored as milliseconds; `ids` and `names` are lists that a filter searches.
 */
export type Kind = "int" | "float" | "text" | "bool" | "time" | "ids" | "names";

/** A column of a resource: its kind, and where a row of the API has it. */
export interface Column {
  readonly kind: Kind;
  /** Path of the value in a row of the API, such as `user.id` or `cursus[].id`. */
  readonly path?: string;
}

/** A column of this kind, found under its own name or at the path. */
export const column = (kind: Kind, path?: string): Column => (path === undefined ? { kind } : { kind, path });

/** The kinds without a path, for short declarations. */
export const int = column("int");
export const float = column("float");
export const text = column("text");
export const bool = column("bool");
export const time = column("time");

/** Reads `user.id` or `cursus[].id` from a row of the API; undefined when it is not there. */
export function readPath(row: unknown, path: string): unknown {
  let value: unknown = row;
  const parts = path.split(".");
  for (const [at, part] of parts.entries()) {
    if (typeof value !== "object" || value === null) return undefined;
    const members = value as Readonly<Record<string, unknown>>; // any object can be read by name
    if (part.endsWith("[]")) {
      const items = members[part.slice(0, -2)];
      const rest = parts.slice(at + 1).join(".");
      return Array.isArray(items)
        ? items.map((item: unknown) => (rest === "" ? item : readPath(item, rest)))
        : undefined;
    }
    value = members[part];
  }
  return value;
}

/** The value as the column stores it, or undefined if it has another type. */
export function toStoredValue(value: unknown, kind: Kind): unknown {
  if (value === null) return null;
  if (kind === "time") {
    const parsed =
      typeof value === "string" ? Date.parse(value) : value instanceof Date ? value.getTime() : NaN;
    return Number.isNaN(parsed) ? undefined : parsed;
  }
  if (kind === "int" || kind === "float") return typeof value === "number" ? value : undefined;
  if (kind === "bool") return typeof value === "boolean" ? value : undefined;
  if (kind === "text") return typeof value === "string" ? value : undefined;
  return Array.isArray(value) ? value : undefined;
}
