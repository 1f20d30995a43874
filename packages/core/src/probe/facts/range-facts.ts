import type { PageAnswer } from "../answer.js";
import { lets } from "../asked.js";
import { parameterKind, showRows, type FactRule, type Judgement } from "../fact.js";
import { firstOf, idsRequest, ownersRequest, windowRequest, type Answers } from "../requests.js";
import type { Subject } from "../subject.js";
import { classifyChoosing } from "./choosing.js";

/** Whether the ranges that runs read by choose rows. */
export function rangeFacts({ isKeyset, windows, owner }: Subject): readonly FactRule[] {
  if (!isKeyset) return [];
  const requests = [
    idsRequest,
    ...(owner === undefined ? [] : [ownersRequest]),
    ...windows.map((field) => windowRequest(field)),
  ];
  return [
    {
      kind: parameterKind("range", "id"),
      sentence: "range[id] chooses rows by id, both ends included.",
      expected: "only ids between the two",
      requests,
      classify: (answers) => classifyIds(answers, requests),
    },
    ...windows.map((field): FactRule => ({
      kind: parameterKind("range", field),
      sentence: `range[${field}] chooses rows by time.`,
      expected: "only times between the two",
      requests: [windowRequest(field), ...requests],
      classify: (answers) => classifyTimes(answers, field, requests),
    })),
  ];
}

/** Every answer with a range on ids speaks of it; one that is refused may be so for its other half. */
function classifyIds(answers: Answers, requests: readonly string[]): Judgement {
  const first = firstOf(answers);
  if (first === undefined) return { holds: null, seen: "not asked" };
  const classified = requests
    .filter((name) => answers.has(name))
    .map((name) => ({
      isRefused: answers.get(name)?.kind === "refused",
      ...classifyChoosing({
        first,
        answer: answers.get(name),
        part: "idRange",
        blamesMissing: name === idsRequest,
      }),
    }));
  const told = classified.filter(({ isRefused }) => !isRefused);
  const refused = classified.find(({ isRefused }) => isRefused);
  const { holds, seen } = told.find((one) => one.holds === false) ??
    told.find((one) => one.holds === true) ??
    told[0] ??
    refused ?? { holds: null, seen: "not asked" };
  return { holds, seen };
}

/** Whether the answers so far leave it open whether `range[id]` chooses. */
export function isIdRangeOpen(answers: Answers, subject: Subject): boolean {
  const pages = new Map([...answers].filter(([, { kind }]) => kind === "page"));
  return rangeFacts(subject)[0]?.classify(pages).holds === null;
}

/** The rows do not show the time, and none is as old as what was asked for. */
function classifyHidden({ sample: { rows } }: PageAnswer): Judgement {
  return {
    holds: rows.length === 0,
    seen: `${rows.length === 0 ? "no rows" : showRows(rows.length)} of the year 2000`,
  };
}

function classifyTimes(answers: Answers, field: string, requests: readonly string[]): Judgement {
  const first = firstOf(answers);
  if (first === undefined) return { holds: null, seen: "not asked" };
  const answer = answers.get(windowRequest(field));
  const classified = classifyChoosing({ first, answer, part: "timeRange", blamesMissing: true });
  if (
    answer?.kind === "page" &&
    !first.sample.rows.some((row) => lets("timeRange", answer.asked, row) !== null)
  )
    return classifyHidden(answer);
  const isIdToBlame = answer?.kind === "refused" && classifyIds(answers, requests).holds === false;
  return isIdToBlame ? { holds: null, seen: `${classified.seen}, as range[id] alone` } : classified;
}
