import { readScopeKey } from "@42sync/core/internal";
import type { Freshness } from "@42sync/pg-store";
import type { Settings } from "../resolve-settings.js";

/** As far as a command line of the same settings need not repeat it. */
export interface ScopeSettings {
  readonly campus?: Settings["campus"];
  readonly cursus?: Settings["cursus"];
}

/** The 42cursus, which a command line need not name. */
const mainCursus = 21;

/**
 * The command line that works on a scope: `42sync nightly --campus 1` for `cursus=21 campus=1`. What the
 * config file says of campus or cursus is not repeated, but for a campus that it names where the scope is of
 * all of them; see `otherScopeCommand` where the settings name another scope.
 */
export function scopeCommand(command: string, scope: string, { campus, cursus }: ScopeSettings = {}): string {
  const { cursusId, campusIds } = readScopeKey(scope) ?? { cursusId: mainCursus, campusIds: [] };
  const isEverywhere = campusIds.length === 0;
  return [
    `42sync ${command}`,
    ...((campus === undefined) === isEverywhere
      ? []
      : [`--campus ${isEverywhere ? "all" : campusIds.join(",")}`]),
    ...(cursusId === (cursus?.id ?? mainCursus) ? [] : [`--cursus ${String(cursusId)}`]),
  ].join(" ");
}

/** The command line that works on another scope than the settings name, and undoes what they name. */
export function otherScopeCommand(
  command: string,
  scope: string,
  { campus, cursus }: Pick<Settings, "campus" | "cursus">,
): string {
  const isEverywhere = readScopeKey(scope)?.campusIds.length === 0;
  return scopeCommand(command, scope, { cursus, ...(isEverywhere ? { campus } : {}) });
}

/** The scopes of which something is complete here. */
export function completeScopes(freshness: readonly Freshness[]): readonly string[] {
  return [...new Set(freshness.filter(({ watermark }) => watermark !== null).map(({ scope }) => scope))];
}
