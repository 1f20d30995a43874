import type { Answer, AskWithin } from "./answer.js";
import { factId, type ProbedFact } from "./fact.js";
import { isIdRangeOpen } from "./facts/range-facts.js";
import { factsOf } from "./facts/facts-of.js";
import { askFirst, firstOf, firstRequest, requestsOf, unsortedRequest } from "./requests.js";
import type { Subject } from "./subject.js";

/** The probe of one list. */
export interface ListProbe {
  readonly subject: Subject;
  /** Where the list is, as it was asked. */
  readonly path: string;
  readonly answers: ReadonlyMap<string, Answer>;
  /** Asks for the first page; without `sort` again where that is refused. */
  askFirst(ask: AskWithin, owners: readonly number[]): Promise<void>;
  /** Asks what the other facts need, where there was a first page. */
  askRest(ask: AskWithin): Promise<void>;
  /** The ids of the first page. */
  ids(): readonly number[];
  facts(): readonly ProbedFact[];
}

/** Statuses by which 42 says that the application may not read a list; what else it refuses is the question. */
const forbidden: ReadonlySet<number> = new Set([403, 404]);

export function createListProbe(subject: Subject): ListProbe {
  const { endpoint, owner, windows, filters } = subject;
  const answers = new Map<string, Answer>();
  const fields = [
    ...new Set([...(owner === undefined ? [] : [owner]), ...windows, ...filters.map((one) => one.name)]),
  ];
  let path = subject.path;
  const keep = async (ask: AskWithin, name: string, asked: Answer["asked"]): Promise<void> => {
    const answer = await ask({ endpoint, path, asked, fields });
    if (answer !== undefined) answers.set(name, answer);
  };
  return {
    subject,
    get path() {
      return path;
    },
    answers,
    askFirst: async (ask, owners) => {
      if (path.includes(":id")) {
        const one = owners[Math.floor(owners.length / 2)];
        if (one === undefined) return;
        path = path.replace(":id", String(one));
      }
      await keep(ask, firstRequest, askFirst(subject, subject.isSorted));
      const first = answers.get(firstRequest);
      if (subject.isSorted && first?.kind === "refused" && !forbidden.has(first.status))
        await keep(ask, unsortedRequest, askFirst(subject, false));
    },
    askRest: async (ask) => {
      const first = firstOf(answers);
      if (first === undefined) return;
      for (const { name, isSpare, toAsked } of requestsOf(subject)) {
        const asked = isSpare && !isIdRangeOpen(answers, subject) ? null : toAsked(first);
        if (asked !== null) await keep(ask, name, asked);
      }
    },
    ids: () => (firstOf(answers)?.sample.rows ?? []).flatMap(({ id }) => (id === null ? [] : [id])),
    facts: () =>
      factsOf(subject).map(({ kind, sentence, expected, classify }) => ({
        fact: factId(subject.name, kind),
        resource: subject.name,
        sentence,
        expected,
        ...classify(answers),
      })),
  };
}
