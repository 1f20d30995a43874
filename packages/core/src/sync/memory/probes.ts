import type { KeptFact, Probes } from "../ports/index.js";

/** What probes found, by the fact. */
export function createMemoryProbes(): Probes {
  const kept = new Map<string, KeptFact>();
  return {
    facts: () => Promise.resolve([...kept.values()].sort((a, b) => (a.fact < b.fact ? -1 : 1))),
    keep: (facts) => {
      for (const fact of facts) kept.set(fact.fact, fact);
      return Promise.resolve();
    },
  };
}
