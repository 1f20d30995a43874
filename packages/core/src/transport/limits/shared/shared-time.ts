/** The shared clock, converted to and from the local clock. */
export interface SharedTime {
  /**
   * Records that the shared clock was at `shared` when the local one was at `local`, give or take `doubtMs`.
   */
  observe(shared: number, local: number, doubtMs: number): void;
  /** The local time at which the shared clock says so. */
  toLocal(shared: number): number;
  /** What the shared clock says at a local time. */
  toShared(local: number): number;
}

interface Reading {
  readonly local: number;
  /** Shared time minus local time is between these. */
  readonly least: number;
  readonly most: number;
}

/** Older readings are no longer useful. */
const keptMs = 60_000;
/**
 * Two clocks drift apart by about as much: https://www.rfc-editor.org/rfc/rfc5905#section-4 tolerates 15 ppm,
 * PCs without NTP have up to 100.
 */
const drift = 0.0001;

/**
 * Estimates the shared clock. A reading is off by part of the round trip to the shared clock, so each gives
 * bounds for the difference. All readings of the last minute together give closer bounds, and the estimate is
 * their middle.
 */
export function createSharedTime(): SharedTime {
  let readings: Reading[] = [];
  let aheadMs = 0;
  const bounds = (local: number): { readonly least: number; readonly most: number } => ({
    least: Math.max(...readings.map((one) => one.least - drift * Math.abs(local - one.local))),
    most: Math.min(...readings.map((one) => one.most + drift * Math.abs(local - one.local))),
  });
  return {
    observe: (shared, local, doubtMs) => {
      const reading = { local, least: shared - local - doubtMs, most: shared - local + doubtMs };
      readings = [...readings.filter((one) => Math.abs(local - one.local) < keptMs), reading];
      let both = bounds(local);
      // One of the two clocks was set: the earlier readings are void.
      if (both.least > both.most) {
        readings = [reading];
        both = bounds(local);
      }
      aheadMs = (both.least + both.most) / 2;
    },
    toLocal: (shared) => shared - aheadMs,
    toShared: (local) => local + aheadMs,
  };
}
