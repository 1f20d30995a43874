import type { ServerCount } from "../hour-window.js";

/** A hit that was counted here, and what the server had counted by then, once its answer told; plain JSON. */
export interface CountedHit extends Partial<ServerCount> {
  /** When it was planned to start, in milliseconds of the shared clock. */
  readonly at: number;
}

/** After this long a hit has reached the server or never will: longer than any connection may take. */
const lostAfterMs = 10_000;

/** The hits that are still informative. */
export function recentHits(hits: readonly CountedHit[], now: number): CountedHit[] {
  return hits.filter(({ at }) => at > now - 2 * lostAfterMs);
}

/**
 * The most hits that can have been and will be sent in an hour; null when no answer bounds them. It is what
 * the server had counted at a hit, plus the hits that may have followed: those that, by their answers, it had
 * not counted before. Hits that were counted here and are neither, such as a dead process's reservation or a
 * failed connection, never reached the server.
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

/** Whether the server certainly counted a hit before another, or at the same time. */
function wasBefore(hit: CountedHit, other: ServerCount): boolean {
  if (hit.hour === undefined || hit.count === undefined) return false;
  return hit.hour < other.hour || (hit.hour === other.hour && hit.count <= other.count);
}
