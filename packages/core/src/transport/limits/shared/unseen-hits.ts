import type { ServerCount } from "../hour-window.js";

/** A hit that was counted here, and what the server had counted by then, once its answer told; plain JSON. */
export interface CountedHit extends Partial<ServerCount> {
  /** When it was to start, in milliseconds of the shared clock. */
  readonly at: number;
}

/**
 * After so long a hit has reached the server or never will: the longest that a connection may take, and more.
 */
const lostAfterMs = 10_000;

/** The hits that can still say something. */
export function recentHits(hits: readonly CountedHit[], now: number): CountedHit[] {
  return hits.filter(({ at }) => at > now - 2 * lostAfterMs);
}

/**
 * Most hits that can have been and will be sent in an hour; null when no answer says so. What the server had
 * counted at a hit, and whatever may have come after that: hits that it had not counted before, as far as
 * their answers tell. What was counted here, but neither: a process that died with a reservation, or a
 * connection that failed, did not reach it.
 */
export function mostSent(hits: readonly CountedHit[], hour: number, now: number): ServerCount | null {
  const bounds = hits
    .filter(
      (hit): hit is CountedHit & ServerCount =>
        hit.hour === hour && hit.count !== undefined && hit.at > now - lostAfterMs,
    )
    .map(
      (hit) =>
        hit.count + hits.filter((other) => other.at > hit.at - lostAfterMs && !wasBefore(other, hit)).length,
    );
  return bounds.length === 0 ? null : { hour, count: Math.min(...bounds) };
}

/** Whether the server surely counted a hit before another, or as that one. */
function wasBefore(hit: CountedHit, other: ServerCount): boolean {
  if (hit.hour === undefined || hit.count === undefined) return false;
  return hit.hour < other.hour || (hit.hour === other.hour && hit.count <= other.count);
}
