import { numericId } from "../../client/traversal/span.js";
import type { InvalidItem } from "../ports/index.js";

/** The numeric ids of items. */
export function idsOf(items: readonly unknown[]): readonly number[] {
  return items.flatMap((item) => {
    const id = numericId(item);
    return id === null || id < 0 ? [] : [id];
  });
}

/** The numeric ids of everything on a page, invalid items included. */
export function idsOnPage(page: {
  readonly items: readonly unknown[];
  readonly invalidItems: readonly InvalidItem[];
}): readonly number[] {
  return [
    ...idsOf(page.items),
    ...page.invalidItems.flatMap(({ id }) => (typeof id === "number" ? [id] : [])),
  ];
}
