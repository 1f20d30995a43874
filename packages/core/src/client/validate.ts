import { z } from "zod";
import { SchemaError } from "../errors/index.js";
import type { Endpoint } from "../resource/index.js";
import type { ItemMisfit } from "./page.js";
import type { OnInvalid } from "./query.js";
import type { UnknownFieldCounter } from "./unknown-fields.js";

export interface Validated<Item> {
  readonly items: readonly Item[];
  readonly misfits: readonly ItemMisfit[];
}

/**
 * Validates a page item by item, so that one that does not fit does not sink the others.
 *
 * @throws SchemaError for the first misfit when the policy is `throw`.
 */
export function validateItems<Item>(endpoint: Pick<Endpoint<Item>, "name" | "item">, raw: readonly unknown[], onInvalid: OnInvalid, unknown: UnknownFieldCounter): Validated<Item> {
  const items: Item[] = [];
  const misfits: ItemMisfit[] = [];
  const declared = declaredFields(endpoint.item);
  for (const one of raw) {
    const parsed = endpoint.item.safeParse(one);
    if (parsed.success) {
      items.push(parsed.data);
      if (declared !== undefined) countUnknown(endpoint.name, one, declared, unknown);
      continue;
    }
    const misfit = misfitOf(endpoint.name, one, parsed.error);
    if (onInvalid === "throw") throw schemaError(misfit);
    if (onInvalid === "collect") misfits.push(misfit);
    else onInvalid(misfit);
  }
  return { items, misfits };
}

/** A misfit as an error. */
export function schemaError(misfit: ItemMisfit): SchemaError {
  const { resource, id, path, reason } = misfit;
  return new SchemaError(`${resource} ${String(id ?? "without id")}: ${path === "" ? "the item" : path} does not fit: ${reason}`, {
    context: { resource, id, path, reason },
    hint: "42 changed its shape, or the declaration is too strict; give onInvalid to go on without such items",
  });
}

function misfitOf(resource: string, item: unknown, error: z.ZodError): ItemMisfit {
  const issue = error.issues[0];
  return { resource, id: idOf(item), path: issue?.path.map(String).join(".") ?? "", reason: issue?.message ?? "invalid", item };
}

/** The id of any item, null when it has none. */
export function idOf(item: unknown): number | string | null {
  if (typeof item !== "object" || item === null || !("id" in item)) return null;
  return typeof item.id === "number" || typeof item.id === "string" ? item.id : null;
}

const fieldsOf = new WeakMap<z.ZodType, ReadonlySet<string>>();

function declaredFields(schema: z.ZodType): ReadonlySet<string> | undefined {
  if (!(schema instanceof z.ZodObject)) return undefined;
  const known = fieldsOf.get(schema) ?? new Set(Object.keys(schema.shape));
  fieldsOf.set(schema, known);
  return known;
}

function countUnknown(resource: string, item: unknown, declared: ReadonlySet<string>, unknown: UnknownFieldCounter): void {
  if (typeof item !== "object" || item === null) return;
  for (const field of Object.keys(item)) if (!declared.has(field)) unknown.add(resource, field, idOf(item));
}
