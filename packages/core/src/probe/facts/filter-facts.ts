import type { PageAnswer } from "../answer.js";
import { lets } from "../asked.js";
import { parameterKind, showRows, type FactRule, type Judgement } from "../fact.js";
import { filterRequest, firstOf, ownersRequest, type Answers } from "../requests.js";
import type { Subject } from "../subject.js";
import { classifyChoosing } from "./choosing.js";
import { rangeFacts } from "./range-facts.js";

/** Whether the filters that runs read by choose rows, and take several values. */
export function filterFacts(subject: Subject): readonly FactRule[] {
  const { owner, filters } = subject;
  return [
    ...(owner === undefined ? [] : ownerFacts(subject, owner)),
    ...filters.map(({ name }): FactRule => ({
      kind: parameterKind("filter", name),
      sentence: `filter[${name}] chooses the rows of the scope.`,
      expected: "only rows of the scope, fewer than without it",
      requests: [filterRequest(name)],
      classify: (answers) => classifyScope(answers, name),
    })),
  ];
}

function ownerFacts(subject: Subject, owner: string): readonly FactRule[] {
  const isRangeRefused = (answers: Answers): boolean =>
    answers.get(ownersRequest)?.kind === "refused" &&
    rangeFacts(subject).some(
      ({ kind, classify }) => kind === "range-id" && classify(answers).holds === false,
    );
  const unlessRange =
    (classify: (first: PageAnswer, answers: Answers) => Judgement) =>
    (answers: Answers): Judgement => {
      const first = firstOf(answers);
      if (first === undefined) return { holds: null, seen: "not asked" };
      if (isRangeRefused(answers)) return { holds: null, seen: "refused, as range[id] alone" };
      return classify(first, answers);
    };
  return [
    {
      kind: parameterKind("filter", owner),
      sentence: `filter[${owner}] chooses rows by their owner.`,
      expected: "only rows of those asked for",
      requests: [ownersRequest],
      classify: unlessRange((first, answers) =>
        classifyChoosing({ first, answer: answers.get(ownersRequest), part: "filter", blamesMissing: false }),
      ),
    },
    {
      kind: parameterKind("or", owner),
      sentence: `filter[${owner}]=a,b means a or b.`,
      expected: "rows of each that is asked for",
      requests: [ownersRequest],
      classify: unlessRange((first, answers) => classifyOr(first, answers, owner)),
    },
  ];
}

function classifyOr(first: PageAnswer, answers: Answers, owner: string): Judgement {
  const answer = answers.get(ownersRequest);
  if (answer === undefined) return { holds: null, seen: "not asked" };
  if (answer.kind !== "page")
    return { holds: null, seen: answer.kind === "refused" ? String(answer.status) : answer.seen };
  const { asked, sample } = answer;
  const hasOwn = (row: (typeof sample.rows)[number]): boolean => lets("filter", asked, row) === true;
  if (sample.rows.some((row) => lets("filter", asked, row) === false))
    return { holds: null, seen: "the filter has no effect" };
  const ownersOf = (rows: typeof sample.rows): ReadonlySet<unknown> =>
    new Set(rows.filter(hasOwn).map(({ values }) => values[owner]));
  const wanted = ownersOf(first.sample.rows.filter((row) => lets("idRange", asked, row) !== false));
  if (wanted.size < 2) return { holds: null, seen: "too few owners to tell" };
  const came = [...ownersOf(sample.rows)].filter((one) => wanted.has(one)).length;
  return {
    holds: came >= 2 && came * 2 >= wanted.size,
    seen: `${String(came)} of ${String(wanted.size)} owners came`,
  };
}

/** A row may not show what it is chosen by: then X-Total must fall. */
function classifyScope(answers: Answers, name: string): Judgement {
  const first = firstOf(answers);
  const answer = answers.get(filterRequest(name));
  if (first === undefined) return { holds: null, seen: "not asked" };
  const chosen = classifyChoosing({ first, answer, part: "filter", blamesMissing: false });
  if (answer?.kind !== "page" || chosen.holds !== null) return chosen;
  if (answer.total === null || first.total === null) return { holds: null, seen: "no X-Total to tell by" };
  if (answer.total < first.total) return { holds: true, seen: `fewer rows than without it, by X-Total` };
  const isShown = answer.sample.rows.some((row) => lets("filter", answer.asked, row) !== null);
  return isShown
    ? { holds: null, seen: `${showRows(answer.sample.rows.length)}, all of the scope without it too` }
    : { holds: false, seen: "as many rows as without it, by X-Total" };
}
