import type { Mirrored } from "../define-mirror.js";
import type { Scope } from "../resource/index.js";
import { requestsOf } from "./requests.js";
import { subjectsOf } from "./subject.js";

/** Most hits that a probe may spend. */
export const mostProbeHits = 80;

/** The facts of the API as a whole that take a request of their own. */
const apiRequests = 2;

/** What a probe will cost, before anything is asked. */
export interface ProbePlan {
  /** Lists that are asked. */
  readonly lists: number;
  /** Hits that it spends where 42 refuses nothing. */
  readonly hits: number;
  /** Hits that it spends at most; what is refused is asked for once more without the part that may be at fault. */
  readonly atMost: number;
}

/** What a probe of a mirror's lists will cost. Asks nothing. */
export function planProbe(
  { mirrored, scope }: { readonly mirrored: readonly Mirrored[]; readonly scope: Scope },
  maxHits: number = mostProbeHits,
): ProbePlan {
  const subjects = subjectsOf(mirrored, scope);
  const most = Math.min(maxHits, mostProbeHits);
  const hits = subjects.reduce(
    (sum, subject) => sum + 1 + requestsOf(subject).filter(({ isSpare }) => !isSpare).length,
    apiRequests,
  );
  return { lists: subjects.length, hits: Math.min(hits, most), atMost: most };
}
