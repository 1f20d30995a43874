import type { Answer, PageAnswer } from "../answer.js";
import { showRows, type ProbedFact } from "../fact.js";

/** The answers that facts of the whole API are classified by. */
export interface ApiAnswers {
  /** Every page, in the order of the requests. */
  readonly pages: readonly PageAnswer[];
  /** One row more than a page has. */
  readonly oversized: Answer | undefined;
  /** A page behind the last one. */
  readonly pastEnd: Answer | undefined;
}

/** The facts about the API as a whole, whatever the lists. */
const apiFactKinds = ["second-limit", "hour-limit", "clock", "page-size-cap", "past-end"] as const;

/** 42sync goes by 42's clock, and needs its own for ages and schedules only. */
const mostSeconds = 60;

/** The largest page, which larger sizes are cut to. */
const largestPage = 100;

type Classified = Pick<ProbedFact, "holds" | "seen">;

const unasked: Classified = { holds: null, seen: "not asked" };

/** Judges the facts about the API as a whole. */
export function apiFacts(answers: ApiAnswers): readonly ProbedFact[] {
  const facts: Readonly<Record<(typeof apiFactKinds)[number], Omit<ProbedFact, "fact" | "resource">>> = {
    "second-limit": {
      sentence: "Every answer tells the limit of a second.",
      expected: "X-Secondly-RateLimit-Limit and -Remaining on each page",
      ...classifyLimit(answers.pages, "second"),
    },
    "hour-limit": {
      sentence: "Every answer tells the limit of an hour.",
      expected: "X-Hourly-RateLimit-Limit and -Remaining on each page",
      ...classifyLimit(answers.pages, "hour"),
    },
    clock: {
      sentence: "Every answer has a Date, and this machine's clock agrees with it.",
      expected: `within ${String(mostSeconds)} s`,
      ...classifyClock(answers.pages),
    },
    "page-size-cap": {
      sentence: `A page of more than ${String(largestPage)} rows is cut to ${String(largestPage)}.`,
      expected: `X-Per-Page ${String(largestPage)} where ${String(largestPage + 1)} are asked for`,
      ...classifyCap(answers.oversized),
    },
    "past-end": {
      sentence: "A page behind the last one is empty.",
      expected: "200, no rows",
      ...classifyPastEnd(answers.pastEnd),
    },
  };
  return apiFactKinds.map((kind) => ({ fact: `api.${kind}`, resource: null, ...facts[kind] }));
}

function classifyLimit(pages: readonly PageAnswer[], name: "second" | "hour"): Classified {
  const [page] = pages;
  if (page === undefined) return unasked;
  const missing = pages.filter((one) => one[name] === null).length;
  return missing > 0
    ? { holds: false, seen: `missing on ${String(missing)} of ${String(pages.length)} pages` }
    : { holds: true, seen: `${String(page[name]?.limit)} requests, on ${String(pages.length)} pages` };
}

function classifyClock(pages: readonly PageAnswer[]): Classified {
  if (pages.length === 0) return unasked;
  const missing = pages.filter(({ aheadSeconds }) => aheadSeconds === null).length;
  if (missing > 0)
    return { holds: false, seen: `no Date on ${String(missing)} of ${String(pages.length)} pages` };
  const off = pages.reduce((most, { aheadSeconds }) => {
    const seconds = aheadSeconds ?? 0;
    return Math.abs(seconds) > Math.abs(most) ? seconds : most;
  }, 0);
  const seconds = Math.round(Math.abs(off));
  const holds = seconds <= mostSeconds;
  if (holds) return { holds, seen: `at most ${String(seconds)} s apart` };
  return { holds, seen: `this machine is ${String(seconds)} s ${off > 0 ? "ahead" : "behind"}` };
}

function classifyCap(answer: Answer | undefined): Classified {
  if (answer === undefined) return unasked;
  if (answer.kind === "failed") return { holds: null, seen: answer.seen };
  if (answer.kind === "refused") return { holds: false, seen: String(answer.status) };
  const rows = answer.sample.rows.length;
  const perPage = answer.perPage === null ? "missing" : String(answer.perPage);
  return {
    holds: answer.perPage === largestPage && rows <= largestPage,
    seen: `X-Per-Page ${perPage}, ${showRows(rows)}`,
  };
}

function classifyPastEnd(answer: Answer | undefined): Classified {
  if (answer === undefined) return unasked;
  if (answer.kind === "failed") return { holds: null, seen: answer.seen };
  if (answer.kind === "refused") return { holds: false, seen: String(answer.status) };
  const rows = answer.sample.rows.length;
  return { holds: rows === 0, seen: `200, ${rows === 0 ? "no rows" : showRows(rows)}` };
}
