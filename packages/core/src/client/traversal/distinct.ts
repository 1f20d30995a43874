import type { RawPage } from "../ask-page.js";
import { idOf } from "../validate.js";

/** Leaves out items whose id has come before; `meta.size` keeps telling what was received. */
export function distinct(page: RawPage, seen: Set<number | string>): RawPage {
  const raw = page.raw.filter((item) => {
    const id = idOf(item);
    if (id === null) return true;
    const known = seen.has(id);
    seen.add(id);
    return !known;
  });
  return raw.length === page.raw.length ? page : { ...page, raw };
}
