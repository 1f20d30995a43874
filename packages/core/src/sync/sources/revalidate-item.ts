import { createUnknownFieldCounter, type UnknownFields } from "../../client/validation/unknown-fields.js";
import { createValidate } from "../../client/validation/validate.js";
import type { AnyEndpoint } from "../../resource/index.js";
import type { Revalidated } from "./page-source.js";

/** Validates a quarantined item by the current declaration. */
export function revalidateItem(
  endpoint: AnyEndpoint,
  item: unknown,
): Revalidated & { readonly unknownFields: UnknownFields } {
  const counter = createUnknownFieldCounter();
  const { items, invalidItems } = createValidate(endpoint, counter)([item], "collect");
  const [invalidItem] = invalidItems;
  return {
    ...(invalidItem === undefined ? { item: items[0] } : { invalidItem }),
    unknownFields: counter.snapshot(),
  };
}
