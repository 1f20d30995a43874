/** The server's clock: it runs with the local one and can be moved. */
export interface ServerClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Moves it forward, in milliseconds. */
  advance(milliseconds: number): void;
  /** Puts it to an instant, in milliseconds since 1970. */
  set(instant: number): void;
}

/** A clock that shows `start` now and goes on with `clock`, both in milliseconds. */
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
