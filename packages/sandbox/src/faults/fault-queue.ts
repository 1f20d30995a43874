import type { Random } from "../random.js";
import type { Fault, FaultTarget } from "./fault.js";

/** The injected faults, oldest first. */
export interface FaultQueue {
  /** Adds a fault and returns its remover. */
  add(fault: Fault): () => void;
  /** The first fault that applies to the request; each use counts towards its `times`. */
  take(target: FaultTarget): Fault | undefined;
}

/** An empty queue; probabilities use `random`. */
export function createFaultQueue(random: Random): FaultQueue {
  const waiting = new Map<symbol, { readonly fault: Fault; left: number }>();
  return {
    add: (fault) => {
      const key = Symbol(fault.kind);
      waiting.set(key, { fault, left: fault.times ?? 1 });
      return () => {
        waiting.delete(key);
      };
    },
    take: (target) => {
      for (const [key, entry] of waiting) {
        const { when, probability = 1 } = entry.fault;
        if (when !== undefined && !when(target)) continue;
        if (probability < 1 && !random.chance(probability)) continue;
        entry.left -= 1;
        if (entry.left <= 0) waiting.delete(key);
        return entry.fault;
      }
      return undefined;
    },
  };
}
