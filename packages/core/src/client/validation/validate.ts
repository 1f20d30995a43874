import { SchemaError } from "../../errors/index.js";
import type { AnyEndpoint } from "../../resource/index.js";
import type { InvalidItem } from "../page.js";
import type { OnInvalid } from "../query/query.js";
import type { UnknownFieldCounter } from "./unknown-fields.js";

/** Valid items, and invalid ones where the policy collects them. */
interface Validated {
  readonly items: readonly unknown[];
  readonly invalidItems: readonly InvalidItem[];
}

/** Checks items one by one, so that one invalid item doesn't fail its page. */
export type Validate = (rows: readonly unknown[], onInvalid: OnInvalid) => Validated;

/** The check of an endpoint's items. @throws SchemaError E_SCHEMA where the policy is `"throw"` */
export function createValidate(endpoint: AnyEndpoint, unknownFields: UnknownFieldCounter): Validate {
  const known = endpoint.unknownFields === "ignore" ? null : knownFields(endpoint.item);
  return (rows, onInvalid) => {
    const items: unknown[] = [];
    const invalidItems: InvalidItem[] = [];
    for (const row of rows) {
      const id = idOf(row);
      const parsed = endpoint.item.safeParse(row);
      if (parsed.success) {
        items.push(parsed.data);
        if (typeof row === "object" && row !== null) unknownFields.count(endpoint.name, known, row, id);
        continue;
      }
      const issue = parsed.error.issues[0];
      const invalidItem: InvalidItem = {
        resource: endpoint.name,
        id,
        path: issue?.path.map(String).join(".") ?? "",
        reason: issue?.message ?? "does not fit",
        item: row,
      };
      if (onInvalid === "throw") throw invalidItemToError(invalidItem);
      if (onInvalid === "collect") invalidItems.push(invalidItem);
      else onInvalid(invalidItem);
    }
    return { items, invalidItems };
  };
}

/** An item's id; null where it has none. */
export function idOf(row: unknown): number | string | null {
  const id = typeof row === "object" && row !== null && "id" in row ? row.id : null;
  return typeof id === "number" || typeof id === "string" ? id : null;
}

function invalidItemToError(invalidItem: InvalidItem): SchemaError {
  const { resource, id, path, reason } = invalidItem;
  return new SchemaError(
    `${resource} ${id === null ? "without id" : String(id)}: ${path === "" ? "the item" : path}: ${reason}`,
    {
      context: { resource, id, path, reason },
      hint: "pass onInvalid to report such items and continue",
    },
  );
}

function knownFields(schema: object): ReadonlySet<string> | null {
  return "shape" in schema && typeof schema.shape === "object" && schema.shape !== null
    ? new Set(Object.keys(schema.shape))
    : null;
}
