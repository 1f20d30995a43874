import type { Freshness } from "@42sync/pg-store";

/** Scopes that have not run for this long are ignored. */
const forgottenAfterMs = 7 * 86_400_000;

/**
 * A watermark further ahead than clocks normally differ comes from a wrong clock: the age of the table is
 * unknown.
 */
export const aheadSeconds = 300;

/** A table that is older than it may be. */
export interface Stale {
  readonly table: string;
  readonly scope: string;
  /** Null when it was never complete. */
  readonly lagSeconds: number | null;
}

/**
 * The tables that are older than `maxLagMs`, were never complete, or claim to be complete up to a time that
 * is in the future. Covers the scope that ran last, and those that ran in the week before it.
 */
export function findStale(freshness: readonly Freshness[], maxLagMs: number): readonly Stale[] {
  const lastOfScope = new Map<string, number>();
  for (const { scope, lastStartedAt, completedAt } of freshness) {
    const at = Date.parse(lastStartedAt ?? completedAt ?? "");
    if (!Number.isNaN(at)) lastOfScope.set(scope, Math.max(at, lastOfScope.get(scope) ?? -Infinity));
  }
  const last = Math.max(...lastOfScope.values());
  return freshness
    .filter(({ scope }) => (lastOfScope.get(scope) ?? last) >= last - forgottenAfterMs)
    .filter(
      ({ lagSeconds }) => lagSeconds === null || lagSeconds * 1000 > maxLagMs || lagSeconds < -aheadSeconds,
    )
    .map(({ table, scope, lagSeconds }) => ({ table, scope, lagSeconds }));
}
