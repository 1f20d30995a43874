import type { ClientCore } from "../client/client.js";
import { systemClock, type Clock } from "../clock.js";
import type { Mirror } from "../define-mirror.js";
import { BudgetError, isError42, type Error42 } from "../errors/index.js";
import type { ProbedFact } from "./fact.js";
import { createListProbe, type ListProbe } from "./list-probe.js";
import { apiFacts } from "./facts/api-facts.js";
import { askOversized, askPastEnd } from "./api-requests.js";
import { ask, type Answer, type AskWithin } from "./answer.js";
import { mostProbeHits } from "./plan-probe.js";
import { subjectsOf } from "./subject.js";

/** What a probe works with. */
export interface ProbeInput {
  readonly client: Pick<ClientCore, "answer" | "usage">;
  /** What is mirrored: its lists are asked. */
  readonly mirror: Mirror;
  /** Most hits, never more than 80. @default 80 */
  readonly maxHits?: number;
  /** @default the machine's clock */
  readonly clock?: Pick<Clock, "now">;
  readonly signal?: AbortSignal;
  /** Called before each list is asked for the first time. */
  readonly onList?: (resource: string) => void;
}

/** What a probe found. */
export interface ProbeReport {
  readonly facts: readonly ProbedFact[];
  readonly hits: number;
  /** Whether a fact is not so. */
  readonly different: boolean;
  /** Whether every request was sent; false where the hits ran out. */
  readonly finished: boolean;
  /** What ended it early, beside its own maximum. */
  readonly error: Error42 | null;
}

/**
 * Asks 42 whether what 42sync relies on is so, for the lists of a mirror. Facts share answers: a list takes a
 * page and then one request for each range or filter that runs use. First pages go first, so that a budget
 * that ends excludes the least.
 *
 * @example
 * const { facts, different } = await probe({ client, mirror });
 */
export async function probe({
  client,
  mirror,
  maxHits = mostProbeHits,
  clock = systemClock,
  signal,
  onList,
}: ProbeInput): Promise<ProbeReport> {
  const most = Math.min(maxHits, mostProbeHits);
  const before = client.usage.hits;
  const spent = (): number => client.usage.hits - before;
  const answers: Answer[] = [];
  let finished = true;
  const askWithin: AskWithin = async (input) => {
    if (spent() >= most) {
      finished = false;
      return undefined;
    }
    const answer = await ask({ ...input, client, now: () => clock.now(), signal });
    answers.push(answer);
    return answer;
  };
  const lists = subjectsOf(mirror.mirrored, mirror.scope).map(createListProbe);
  const own: { oversized?: Answer | undefined; pastEnd?: Answer | undefined } = {};
  const ended = await untilFatal(async () => {
    for (const list of lists) {
      onList?.(list.subject.name);
      await list.askFirst(askWithin, ownersFor(list, lists));
    }
    own.oversized = await askOversized(lists, askWithin);
    own.pastEnd = await askPastEnd(lists, askWithin);
    for (const list of lists) await list.askRest(askWithin);
  });
  const isOwnMaximum = ended instanceof BudgetError && ended.limit === "max hits";
  const error = isOwnMaximum ? null : ended;
  const pages = answers.filter((answer) => answer.kind === "page");
  const facts = [
    ...apiFacts({ pages, oversized: own.oversized, pastEnd: own.pastEnd }),
    ...lists.flatMap((list) => list.facts()),
  ];
  return {
    facts,
    hits: spent(),
    different: facts.some(({ holds }) => holds === false),
    finished: finished && ended === null,
    error,
  };
}

/** The owners whom a list that 42 has under owners only can be read under: those that another list showed. */
function ownersFor({ subject }: ListProbe, lists: readonly ListProbe[]): readonly number[] {
  const owners = subject.table.askBy?.table;
  return lists.find((one) => one.subject.table.name === owners)?.ids() ?? [];
}

/** What ended the work: an error that is ours and ends everything. A bug is thrown. */
async function untilFatal(work: () => Promise<void>): Promise<Error42 | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!isError42(error)) throw error;
    return error;
  }
}
