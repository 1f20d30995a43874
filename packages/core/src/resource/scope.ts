/**
 * Which part of 42 is mirrored. In scope are the people whom the scope's users list returns: of this cursus,
 * kind student, not alumni, of these primary campuses.
 */
export interface Scope {
  /** 42cursus is 21. */
  readonly cursusId: number;
  /** Ids of primary campuses; empty means every campus. */
  readonly campusIds: readonly number[];
}

/** The name under which watermarks and resume points of a scope are kept: `cursus=21 campus=1,12`. */
export function scopeKey(scope: Scope): string {
  const campuses = [...new Set(scope.campusIds)].sort((a, b) => a - b);
  return `cursus=${String(scope.cursusId)} campus=${campuses.length === 0 ? "all" : campuses.join(",")}`;
}

/** The scope of a key; undefined when it is not one. */
export function readScopeKey(key: string): Scope | undefined {
  const [, cursus, campuses] = /^cursus=(\d+) campus=(all|\d+(?:,\d+)*)$/.exec(key) ?? [];
  if (cursus === undefined || campuses === undefined) return undefined;
  return { cursusId: Number(cursus), campusIds: campuses === "all" ? [] : campuses.split(",").map(Number) };
}
