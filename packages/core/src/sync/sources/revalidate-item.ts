import { createUnknownFieldCounter, type UnknownFields } from "../../client/validation/unknown-fields.js";
import { createValidate } from "../../client/validation/validate.js";
import type { AnyEndpoint } from "../../resource/index.js";
import type { Refitted } from "./page-source.js";

/** Judges a kept item by the declaration of today. */
export function refitItem(
  endpoint: AnyEndpoint,
  item: unknown,
): Refitted & { readonly unknownFields: UnknownFields } {
  const counter = createUnknownFieldCounter();
  const { items, misfits } = createValidate(endpoint, counter)([item], "collect");
  const [misfit] = misfits;
  return { ...(misfit === undefined ? { item: items[0] } : { misfit }), unknownFields: counter.snapshot() };
}
