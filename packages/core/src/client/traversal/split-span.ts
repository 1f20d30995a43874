import type { RawPage } from "../fetch-page.js";
import { numericId, type Span } from "./span.js";

/** Pages that must be left for another lane to be worth the page that it may cost. */
export const worthALane = 20;

/**
 * Cuts a span into parts of about as many rows each, by the density of ids on the page before it. A wrong
 * guess costs a page and is put right by the next cut.
 */
export function splitSpan(span: Span, parts: number, page: RawPage): readonly Span[] {
  const density = idDensity(page);
  if (parts < 2 || density === null || span.rest === null) return [span];
  const end = Math.min(span.to, span.from + Math.ceil(span.rest / density));
  const width = Math.floor((end - span.from) / parts);
  if (width < 1) return [span];
  return Array.from({ length: parts }, (_, index) => ({
    ...span,
    from: span.from + index * width,
    to: index === parts - 1 ? span.to : span.from + (index + 1) * width - 1,
    rest: Math.ceil((span.rest ?? 0) / parts),
    // What each part will take is told by its own X-Total.
    pagesRemaining: index === 0 ? span.pagesRemaining : Infinity,
  }));
}

/** Rows an id. */
function idDensity(page: RawPage): number | null {
  const ids = page.rows.flatMap((row) => numericId(row) ?? []);
  const [first] = ids;
  const last = ids.at(-1);
  return first === undefined || last === undefined || last <= first ? null : ids.length / (last - first + 1);
}
