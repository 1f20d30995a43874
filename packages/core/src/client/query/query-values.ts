import { QueryError } from "../../errors/index.js";

/** Values of one list filter beyond which 42 answers 502 (42Stat and others cut at 100, 2025). */
export const mostFilterValues = 100;

/** A filter's value as 42 reads it. `where` names it in errors: `users filter[login]`. @throws QueryError */
export function filterToText(value: unknown, where: string): string {
  if (value === null) return "null";
  if (!Array.isArray(value)) return scalarToText(value, where);
  if (value.length === 0)
    throw new QueryError(`${where}: an empty list`, {
      hint: "42 treats an empty filter as no filter and would return everything; skip the request instead",
    });
  if (value.length > mostFilterValues) {
    throw new QueryError(
      `${where}: ${String(value.length)} values; more than ${String(mostFilterValues)} are answered with 502`,
      { hint: "use byIds, which asks for 100 at a time" },
    );
  }
  return value
    .map((one: unknown) => {
      if (one === null)
        throw new QueryError(`${where}: a list cannot contain null`, { hint: "filter by null on its own" });
      return scalarToText(one, where);
    })
    .join(",");
}

/** A range as 42 reads it: `min,max`. @throws QueryError */
export function rangeToText(value: unknown, where: string): string {
  if (!Array.isArray(value) || value.length !== 2)
    throw new QueryError(`${where}: needs a lower and an upper end, [min, max]`);
  const [min, max]: readonly unknown[] = value;
  if (typeof min === "boolean" || typeof max === "boolean")
    throw new QueryError(`${where}: true and false cannot be ranges`);
  const text = `${boundToText(min, where)},${boundToText(max, where)}`;
  const from = orderOf(min);
  const to = orderOf(max);
  if (from !== null && to !== null && from > to)
    throw new QueryError(`${where}: ${text} ends before it begins`, { hint: "swap the two ends" });
  return text;
}

function boundToText(value: unknown, where: string): string {
  if (value === null || value === undefined)
    throw new QueryError(`${where}: both ends are needed`, {
      hint: "rows without a value are never in a range; use a distant end instead",
    });
  const text = scalarToText(value, where);
  if (typeof value === "string" && looksLikeDate(value) && Number.isNaN(Date.parse(value)))
    throw new QueryError(`${where}: ${text} is not a date`);
  return text;
}

const looksLikeDate = (text: string): boolean => /^\d{4}-\d{1,2}(-|$)/.test(text);

/** A number that two ends can be compared by; null when they are texts. */
function orderOf(value: unknown): number | null {
  if (typeof value === "number") return value;
  if (value instanceof Date) return value.getTime();
  return typeof value === "string" && looksLikeDate(value) ? Date.parse(value) : null;
}

function scalarToText(value: unknown, where: string): string {
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new QueryError(`${where}: ${String(value)} is not a finite number`);
    return String(value);
  }
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw new QueryError(`${where}: an invalid date`);
    return value.toISOString();
  }
  if (typeof value !== "string")
    throw new QueryError(
      `${where}: a value of type ${value === undefined ? "undefined" : typeof value} cannot be asked for`,
    );
  if (value.trim() === "")
    throw new QueryError(`${where}: an empty text`, {
      hint: "42 treats an empty filter as no filter and would return everything",
    });
  if (value.includes(","))
    throw new QueryError(`${where}: a value with a comma`, {
      hint: "42 treats a comma as OR and cannot escape it; pass several values as a list",
    });
  return value;
}
