import type { Answers } from "./requests.js";

/** What the answers say of a fact. */
export interface Judgement {
  /** Null: the answers cannot tell. */
  readonly holds: boolean | null;
  /** What was seen, in counts, types and statuses: no value of anybody's row. */
  readonly seen: string;
}

/** Something that 42sync relies on, about one list. */
export interface FactRule {
  /** Stable within the list: `range-id`. */
  readonly kind: string;
  readonly sentence: string;
  readonly expected: string;
  /** The requests whose answers show it, by name; several facts share an answer. */
  readonly requests: readonly string[];
  readonly classify: (answers: Answers) => Judgement;
}

/** A fact that was probed. */
export interface ProbedFact {
  /** Stable: `projects_users.range-id`, or `api.clock`. */
  readonly fact: string;
  /** The list, by its resource's name; null for the API as a whole. */
  readonly resource: string | null;
  readonly sentence: string;
  readonly expected: string;
  readonly seen: string;
  /** Null: it could not be seen, for example in a list without rows. */
  readonly holds: boolean | null;
}

/** The stable name of a fact. */
export function factId(resource: string, kind: string): string {
  return `${resource}.${kind}`;
}

/** The kind of a fact about a parameter: `range-updated_at`, `filter-alumni`. */
export function parameterKind(parameter: "range" | "filter" | "or", field: string): string {
  return `${parameter}-${field.replaceAll("?", "")}`;
}

/** `1 row`, `3 rows`. */
export function showRows(count: number): string {
  return `${String(count)} ${count === 1 ? "row" : "rows"}`;
}
