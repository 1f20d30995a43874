import { TraversalError } from "../../errors/index.js";
import type { Params } from "../query/encode-query.js";
import type { FetchPage, RawPage } from "../fetch-page.js";

/**
 * Rows change while an answer is made: a row that is updated at that moment may be shown as it is a moment
 * later.
 */
const answerMs = 60_000;

/** 42 stores microseconds and shows milliseconds. */
const roundingMs = 1;

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/**
 * Checks that each row of each page is what was asked for: ids of the owners that a filter names, times
 * within a range. A list that ignores a filter or a range would return everything, or the wrong rows, with
 * status 200 (coalitions do, 2026).
 *
 * @throws TraversalError from the pages
 */
export function checkAnswers(resource: string, params: Params, fetchPage: FetchPage): FetchPage {
  return async (request, signal) => {
    const page = await fetchPage(request, signal);
    for (const [name, text] of [...params, ...request.params]) {
      const field = /^(filter|range)\[(.+)\]$/.exec(name);
      if (field?.[2] === undefined || name === "range[id]") continue;
      const wrong =
        field[1] === "filter" ? firstOfOthers(page, field[2], text) : firstOutOfScope(page, field[2], text);
      if (wrong !== undefined) {
        throw new TraversalError(
          `${resource}: reading relies on ${name}, and ${wrong} was returned; other rows would be lost`,
          {
            context: { resource, path: page.meta.path },
            hint: "42 may have changed this list; please report it, or declare the endpoint without this parameter",
          },
        );
      }
    }
    return page;
  };
}

/**
 * A row whose number in this field is none of those asked for. Texts are not checked, because 42 may compare
 * them in its own way.
 */
function firstOfOthers(page: RawPage, field: string, text: string): string | undefined {
  const asked = new Set(text.split(","));
  if (![...asked].every((one) => /^\d+$/.test(one))) return undefined;
  for (const row of page.rows) {
    const value = numberOf(row, field);
    if (value !== null && !asked.has(String(value))) return `a row of ${String(value)}`;
  }
  return undefined;
}

function numberOf(row: unknown, field: string): number | null {
  const value = valueOf(row, field);
  return typeof value === "number" ? value : null;
}

/** `user_id` of a row is in its field, or the id of the `user` that it embeds. */
export function valueOf(row: unknown, field: string): unknown {
  const embedded = field.endsWith("_id") ? fieldOf(fieldOf(row, field.slice(0, -3)), "id") : undefined;
  return fieldOf(row, field) ?? embedded;
}

/** A row whose time in this field is not between the two that were asked for. */
function firstOutOfScope(page: RawPage, field: string, text: string): string | undefined {
  const bounds = text.split(",");
  if (!bounds.every((bound) => instant.test(bound))) return undefined;
  const [least = NaN, most = NaN] = bounds.map((bound) => Date.parse(bound));
  const answered = page.meta.date?.getTime() ?? Infinity;
  for (const row of page.rows) {
    const value = fieldOf(row, field);
    const at = typeof value === "string" ? Date.parse(value) : NaN;
    if (at < least - roundingMs || (at > most + roundingMs && Math.abs(answered - at) > answerMs))
      return String(value);
  }
  return undefined;
}

function fieldOf(row: unknown, field: string): unknown {
  return typeof row === "object" && row !== null && field in row
    ? (row as Record<string, unknown>)[field]
    : undefined; // any JSON object
}
