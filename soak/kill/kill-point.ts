/**
 * Where a run is killed: at its n-th step, the first being 1, before it takes effect or after, when nobody
 * hears of it any more.
 */
export interface KillPoint {
  readonly step: number;
  readonly when: "before" | "after";
}

/** What a process that was killed meets in a simulation: nothing that it does has an effect any more. */
export class Killed extends Error {
  override readonly name = "Killed";
}

/** Counts steps; from the kill point on every one fails. */
export interface Counter {
  readonly steps: number;
  readonly isDead: boolean;
  /** Does a step, unless the process is dead. */
  step<T>(work: () => Promise<T>): Promise<T>;
}

export function createCounter(
  point: KillPoint | undefined,
  onDeath: () => Promise<void> = () => Promise.resolve(),
): Counter {
  let steps = 0;
  let isDead = false;
  const die = async (): Promise<never> => {
    isDead = true;
    await onDeath();
    throw new Killed("killed");
  };
  return {
    get steps() {
      return steps;
    },
    get isDead() {
      return isDead;
    },
    step: async (work) => {
      if (isDead) throw new Killed("killed before");
      steps += 1;
      if (point?.step !== steps) return work();
      if (point.when === "after") await work();
      return die();
    },
  };
}

/**
 * So many points among the steps of a run, evenly, before and after in turn; no step twice unless there are
 * more points than steps.
 */
export function spreadPoints(points: number, steps: number): readonly KillPoint[] {
  return Array.from({ length: Math.min(points, 2 * steps) }, (_, index) => {
    const step =
      points <= steps ? 1 + Math.floor((index * steps) / points) : 1 + (Math.floor(index / 2) % steps);
    return { step, when: index % 2 === 0 ? ("before" as const) : ("after" as const) };
  });
}
