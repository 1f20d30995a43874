import { lastId } from "../client/traversal/span.js";
import type { Answer, PageAnswer } from "./answer.js";
import type { Asked } from "./asked.js";
import type { SampledRow } from "./sample.js";
import type { Subject } from "./subject.js";

/** The answers of one list, by the request's name. */
export type Answers = ReadonlyMap<string, Answer>;

/** One request of a list. */
export interface RequestRule {
  readonly name: string;
  /** Sent only where the answers before it leave `range[id]` open, so it is no part of what is expected. */
  readonly isSpare: boolean;
  /** What is asked for, by the first page; null when the first page has nothing to ask by. */
  readonly toAsked: (first: PageAnswer) => Asked | null;
}

/** The first page, which every fact of a list begins with. */
export const firstRequest = "first";
/** The first page without `sort`, where 42 refuses `sort`. */
export const unsortedRequest = "unsorted";
export const idsRequest = "ids";
export const ownersRequest = "owners";
export const windowRequest = (field: string): string => `window by ${field}`;
export const filterRequest = (name: string): string => `filter ${name}`;

/** The first page as it was taken: sorted where 42 sorts. */
export function firstOf(answers: Answers): PageAnswer | undefined {
  return pageOf(answers, firstRequest) ?? pageOf(answers, unsortedRequest);
}

/** The answer to a request when it is a page. */
function pageOf(answers: Answers, name: string): PageAnswer | undefined {
  const answer = answers.get(name);
  return answer?.kind === "page" ? answer : undefined;
}

/** What the first page of a list asks for. */
export function askFirst({ endpoint }: Subject, isSorted: boolean): Asked {
  return { size: endpoint.pageSize, isSorted };
}

/** The requests that follow the first page. Together with it they show every fact of the list. */
export function requestsOf(subject: Subject): readonly RequestRule[] {
  const { windows, owner, filters, isKeyset } = subject;
  const combined: readonly RequestRule[] = [
    ...windows.map((field) => ({
      name: windowRequest(field),
      isSpare: false,
      toAsked: (first: PageAnswer) => askWindow(first, field),
    })),
    ...(owner === undefined
      ? []
      : [{ name: ownersRequest, isSpare: false, toAsked: (first: PageAnswer) => askOwners(first, owner) }]),
  ];
  const ids: RequestRule = { name: idsRequest, isSpare: combined.length > 0, toAsked: askIds };
  const scope = filters.map(({ name, text }): RequestRule => ({
    name: filterRequest(name),
    isSpare: false,
    toAsked: ({ asked }) => ({ ...asked, filter: { name, values: text.split(",") } }),
  }));
  return [...combined, ...(isKeyset ? [ids] : []), ...scope];
}

/** The middle half of the first page's ids, so that rows on both sides would come if the range had no effect. */
function middleIds({ sample }: PageAnswer): readonly [number, number] | null {
  const ids = distinct(sample.rows.flatMap(({ id }) => (id === null ? [] : [id])));
  const [first] = ids;
  if (first === undefined) return null;
  // A single row can only be excluded.
  if (ids.length === 1) return first < lastId ? [first + 1, first + 1] : null;
  const from = ids[Math.max(1, Math.floor(ids.length / 4))] ?? first;
  return [from, ids[Math.max(1, Math.floor((3 * ids.length) / 4))] ?? from];
}

function askIds(first: PageAnswer): Asked | null {
  const idRange = middleIds(first);
  return idRange === null ? null : { ...first.asked, idRange };
}

/** 42 stores microseconds and shows milliseconds. */
const roundingMs = 1;

/** A day on which nothing of 42 was made: where rows do not show their time, none may come. */
const before42 = { from: Date.UTC(2000, 0, 1), to: Date.UTC(2000, 0, 2) };

/** The later half of the first page's times, within the middle of its ids. */
function askWindow(first: PageAnswer, field: string): Asked | null {
  const times = distinct(
    first.sample.rows.flatMap((row) => {
      const at = Date.parse(String(row.values[field]));
      return Number.isNaN(at) ? [] : [at];
    }),
  );
  const asked = askIds(first);
  if (asked === null) return null;
  const last = times.at(-1);
  const middle = times[Math.floor(times.length / 2)];
  if (last === undefined || middle === undefined) return { ...asked, timeRange: { field, ...before42 } };
  // A single time can only be excluded, and by nothing else.
  if (times.length === 1) return { ...first.asked, timeRange: { field, ...before42 } };
  return { ...asked, timeRange: { field, from: middle - roundingMs, to: last + roundingMs } };
}

/** Most ids that a filter takes stay far from 100, where 42 answers 502. */
const mostOwners = 50;

/** Every second owner of the first page, within the middle of its ids. */
function askOwners(first: PageAnswer, name: string): Asked | null {
  const owners = distinct(first.sample.rows.flatMap((row) => toOwner(row, name)));
  const values = owners.length < 4 ? owners.slice(0, 2) : owners.filter((_, index) => index % 2 === 1);
  const asked = askIds(first);
  if (asked === null || owners.length < 2) return null;
  return { ...asked, filter: { name, values: values.slice(0, mostOwners).map(String) } };
}

function toOwner(row: SampledRow, name: string): readonly number[] {
  const value = row.values[name];
  return typeof value === "number" ? [value] : [];
}

function distinct(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}
