/** The server's clock: it runs with the local clock and can be moved. */
export interface ServerClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Moves it forward, in milliseconds. */
  advance(milliseconds: number): void;
  /** Sets it to an instant, in milliseconds since 1970. */
  set(instant: number): void;
}

/** A clock that shows `start` now and continues with `clock`, both in milliseconds. */
export function createServerClock(start: number, clock: () => number): ServerClock {
  let offset = start - clock();
  return {
    now: () => clock() + offset,
    advance: (milliseconds) => {
      offset += milliseconds;
    },
    set: (instant) => {
      offset = instant - clock();
    },
  };
}
