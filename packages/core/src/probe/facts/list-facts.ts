import type { Answer, PageAnswer } from "../answer.js";
import { showRows, type FactRule, type Judgement } from "../fact.js";
import { firstOf, firstRequest, unsortedRequest, type Answers } from "../requests.js";
import type { Subject } from "../subject.js";

/** Whether the list answers, in which order, with which totals and sizes. */
export function listFacts(subject: Subject): readonly FactRule[] {
  const { isSorted, isKeyset, endpoint } = subject;
  const size = String(endpoint.pageSize);
  return [
    {
      kind: "readable",
      sentence: "The application may read the list.",
      expected: "200",
      requests: [firstRequest, unsortedRequest],
      classify: classifyReadable,
    },
    ...(isSorted ? [sortFact] : []),
    ...(isSorted || isKeyset ? [orderFact(isSorted)] : []),
    {
      kind: "total",
      sentence: "X-Total counts rows, not pages.",
      expected: "X-Total on each page, and as many rows where one page is all",
      requests: [firstRequest, unsortedRequest],
      classify: classifyTotal,
    },
    {
      kind: "page-size",
      sentence: `A page has as many rows as are asked for, ${size}.`,
      expected: `X-Per-Page ${size}`,
      requests: [firstRequest, unsortedRequest],
      classify: (answers) => classifyPageSize(firstOf(answers)),
    },
  ];
}

const sortFact: FactRule = {
  kind: "sort-id",
  sentence: "The list takes sort=id.",
  expected: "200",
  requests: [firstRequest, unsortedRequest],
  classify: classifySort,
};

function orderFact(isSorted: boolean): FactRule {
  return {
    kind: "order",
    sentence: isSorted ? "With sort=id, ids ascend." : "Ids ascend by themselves; the list takes no sort.",
    expected: "ascending ids",
    requests: [firstRequest, unsortedRequest],
    classify: (answers) => classifyOrder(firstOf(answers)),
  };
}

/** Where `sort` was refused, the page without it shows whether the list can be read. */
function classifyReadable(answers: Answers): Judgement {
  const first = answers.get(unsortedRequest) ?? answers.get(firstRequest);
  if (first === undefined) return { holds: null, seen: "not asked" };
  return classifyStatus(first);
}

function classifySort(answers: Answers): Judgement {
  const first = answers.get(firstRequest);
  if (first === undefined || (first.kind === "refused" && firstOf(answers) === undefined))
    return { holds: null, seen: "not asked" };
  return classifyStatus(first);
}

function classifyStatus(first: Answer): Judgement {
  if (first.kind === "page") return { holds: true, seen: "200" };
  return first.kind === "failed"
    ? { holds: null, seen: first.seen }
    : { holds: false, seen: String(first.status) };
}

function classifyOrder(first: PageAnswer | undefined): Judgement {
  if (first === undefined) return { holds: null, seen: "not asked" };
  const ids = first.sample.rows.flatMap(({ id }) => (id === null ? [] : [id]));
  if (ids.length < 2) return { holds: null, seen: `${showRows(ids.length)}, too few to tell` };
  // A list behind a JOIN repeats rows, which is harmless.
  const falls = ids.filter((id, index) => id < (ids[index - 1] ?? id)).length;
  return falls === 0
    ? { holds: true, seen: `${showRows(ids.length)}, ascending` }
    : { holds: false, seen: `not ascending in ${String(falls)} of ${showRows(ids.length)}` };
}

function classifyTotal(answers: Answers): Judgement {
  const pages = [...answers.values()].filter((answer) => answer.kind === "page");
  if (pages.length === 0) return { holds: null, seen: "not asked" };
  const missing = pages.filter(({ total }) => total === null).length;
  if (missing > 0)
    return { holds: false, seen: `missing on ${String(missing)} of ${showPages(pages.length)}` };
  const wrong = pages.filter((page) => !isCount(page)).length;
  if (wrong > 0)
    return { holds: false, seen: `another number on ${String(wrong)} of ${showPages(pages.length)}` };
  const whole = pages.filter((page) => page.sample.rows.length < page.asked.size).length;
  return { holds: true, seen: `${showPages(pages.length)}, ${String(whole)} of them with all rows` };
}

/** Whether X-Total can be the number of rows: exactly theirs on a page that is not full. */
function isCount({ sample: { rows }, total, perPage, asked: { size } }: PageAnswer): boolean {
  if (total === null) return false;
  return rows.length < Math.min(size, perPage ?? size) ? total === rows.length : total >= rows.length;
}

function classifyPageSize(first: PageAnswer | undefined): Judgement {
  if (first === undefined) return { holds: null, seen: "not asked" };
  const { asked, perPage, sample, total } = first;
  const rows = sample.rows.length;
  const seen = `X-Per-Page ${perPage === null ? "missing" : String(perPage)}, ${showRows(rows)}`;
  const isFull = rows === asked.size || rows === total;
  return { holds: perPage === asked.size && (total === null || isFull), seen };
}

function showPages(count: number): string {
  return `${String(count)} ${count === 1 ? "page" : "pages"}`;
}
