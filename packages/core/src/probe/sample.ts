import { valueOf } from "../client/validation/check-answer.js";
import { createUnknownFieldCounter } from "../client/validation/unknown-fields.js";
import { createValidate } from "../client/validation/validate.js";
import type { AnyEndpoint } from "../resource/index.js";

/** A row as far as the facts compare it. */
export interface SampledRow {
  readonly id: number | null;
  readonly values: Readonly<Record<string, number | string | boolean | null>>;
}

/** What is kept of the rows of an answer. */
export interface Sample {
  readonly rows: readonly SampledRow[];
  /** Where items do not fit their declaration, and how many: `user.id is text`. No value is in it. */
  readonly invalid: Readonly<Record<string, number>>;
  /** Fields that the declaration does not name, and in how many items. */
  readonly unknown: Readonly<Record<string, number>>;
}

/** Keeps of the rows what the facts need: ids, the named fields, and where the rows do not fit. */
export function toSample(endpoint: AnyEndpoint, rows: readonly unknown[], fields: readonly string[]): Sample {
  const counter = createUnknownFieldCounter();
  const { invalidItems } = createValidate(endpoint, counter)(rows, "collect");
  const invalid: Record<string, number> = {};
  for (const { path, item } of invalidItems) {
    const label = `${showPath(path)} is ${kindAt(item, path)}`;
    invalid[label] = (invalid[label] ?? 0) + 1;
  }
  const unknown = Object.entries(counter.snapshot()[endpoint.name] ?? {});
  return {
    rows: rows.map((row) => ({
      id: toNumber(valueOf(row, "id")),
      values: Object.fromEntries(fields.map((field) => [field, toScalar(valueOf(row, field))])),
    })),
    invalid,
    unknown: Object.fromEntries(unknown.map(([name, { count }]) => [showField(name), count])),
  };
}

function toNumber(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function toScalar(value: unknown): SampledRow["values"][string] {
  return typeof value === "number" || typeof value === "string" || typeof value === "boolean" ? value : null;
}

/** A field's name is what 42 sends: only what names are made of is shown. */
function showField(name: string): string {
  return name.replaceAll(/[^\w?-]/g, "_").slice(0, 60);
}

function showPath(path: string): string {
  if (path === "") return "the item";
  return path
    .split(".")
    .map((part) => (/^\d+$/.test(part) ? "[]" : showField(part)))
    .join(".");
}

/** What is at a place of an item, by kind. */
function kindAt(item: unknown, path: string): string {
  let value: unknown = item;
  for (const part of path === "" ? [] : path.split("."))
    value =
      typeof value === "object" && value !== null ? (value as Record<string, unknown>)[part] : undefined; // any JSON
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return (
    { string: "text", number: "a number", boolean: "true or false" }[typeof value as string] ?? "an object"
  );
}
