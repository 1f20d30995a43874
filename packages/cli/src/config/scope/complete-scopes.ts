import type { Freshness } from "@42sync/pg-store";

/** The scopes of which something is complete here. */
export function completeScopes(freshness: readonly Freshness[]): readonly string[] {
  return [...new Set(freshness.filter(({ watermark }) => watermark !== null).map(({ scope }) => scope))];
}
