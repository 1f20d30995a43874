import { QueryError } from "../../errors/index.js";
import type { OnInvalid } from "../query/query.js";
import type { LooseQuery } from "../query/read-query.js";

/** How a query is carried out, beside what it asks. */
export interface Settings {
  readonly lanes: number;
  readonly onInvalid: OnInvalid;
  readonly signal: AbortSignal | undefined;
  readonly resume: unknown;
}

/** A query's settings over the client's. @throws QueryError */
export function readSettings(
  resource: string,
  query: LooseQuery,
  defaults: { readonly lanes: number; readonly onInvalid: OnInvalid },
): Settings {
  const { lanes = defaults.lanes, onInvalid = defaults.onInvalid, signal, resume } = query;
  if (!isLanes(lanes)) throw new QueryError(`${resource} lanes: a whole number from 1 to 32`);
  if (!isOnInvalid(onInvalid))
    throw new QueryError(`${resource} onInvalid: "throw", "collect" or a function`);
  if (signal !== undefined && !(signal instanceof AbortSignal))
    throw new QueryError(`${resource} signal: an AbortSignal`);
  return { lanes, onInvalid, signal, resume };
}

/** Requests in flight: more than 32 are useless at any rate that 42 is known to allow. */
export function isLanes(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 32;
}

function isOnInvalid(value: unknown): value is OnInvalid {
  return value === "throw" || value === "collect" || typeof value === "function";
}
