import type { ClientCore } from "../client/client.js";
import { HttpError, isError42 } from "../errors/index.js";
import type { AnyEndpoint } from "../resource/index.js";
import { toDate } from "../transport/limits/rate-headers.js";
import { toParams, type Asked } from "./asked.js";
import { toSample, type Sample } from "./sample.js";

/** What an answer shows of a limit: how many requests, and how many of them remain. */
interface ShownLimit {
  readonly limit: number;
  readonly remaining: number;
}

/** A page, without anything that says whose rows they are. */
export interface PageAnswer {
  readonly kind: "page";
  readonly asked: Asked;
  readonly sample: Sample;
  /** `X-Total` and `X-Per-Page`; null where they are missing. */
  readonly total: number | null;
  readonly perPage: number | null;
  readonly bytes: number;
  readonly second: ShownLimit | null;
  readonly hour: ShownLimit | null;
  readonly date: Date | null;
  /** How many seconds this machine's clock is ahead of the answer's `Date`; null without a date. */
  readonly aheadSeconds: number | null;
}

/** What came of a request. */
export type Answer =
  | PageAnswer
  /** 42 does not answer this question: 400, 403, 404, 422. */
  | { readonly kind: "refused"; readonly asked: Asked; readonly status: number }
  /** 42 could not answer it, after every retry. */
  | { readonly kind: "failed"; readonly asked: Asked; readonly seen: string };

export interface AskInput {
  readonly client: Pick<ClientCore, "answer">;
  readonly endpoint: AnyEndpoint;
  readonly path: string;
  readonly asked: Asked;
  /** Fields whose values the facts compare. */
  readonly fields: readonly string[];
  /** Local milliseconds. */
  readonly now: () => number;
  readonly signal: AbortSignal | undefined;
}

/** Sends a request where hits are left; undefined where none is. */
export type AskWithin = (input: Omit<AskInput, "client" | "now" | "signal">) => Promise<Answer | undefined>;

/** Errors after which no other request could succeed either. */
const fatal: ReadonlySet<string> = new Set(["E_AUTH", "E_NETWORK", "E_BUDGET", "E_RATE_LIMIT", "E_ABORTED"]);

/** Asks once. @throws Error42 when nothing else can be asked either */
export async function ask(input: AskInput): Promise<Answer> {
  const { client, endpoint, path, asked, signal } = input;
  try {
    const { json, headers, bytes } = await client.answer(path, {
      query: Object.fromEntries(toParams(asked)),
      ...(signal === undefined ? {} : { signal }),
    });
    if (!Array.isArray(json)) return { kind: "failed", asked, seen: "no list" };
    const now = input.now();
    const date = toDate(headers);
    return {
      kind: "page",
      asked,
      sample: toSample(endpoint, json, input.fields),
      total: toWhole(headers.get("x-total")),
      perPage: toWhole(headers.get("x-per-page")),
      bytes,
      second: toLimit(headers, "secondly"),
      hour: toLimit(headers, "hourly"),
      date,
      aheadSeconds: date === null ? null : (now - date.getTime()) / 1000,
    };
  } catch (error) {
    if (!isError42(error) || fatal.has(error.code)) throw error;
    if (error instanceof HttpError && error.status < 500)
      return { kind: "refused", asked, status: error.status };
    return { kind: "failed", asked, seen: error instanceof HttpError ? String(error.status) : error.code };
  }
}

function toLimit(headers: Headers, name: string): ShownLimit | null {
  const limit = toWhole(headers.get(`x-${name}-ratelimit-limit`));
  const remaining = toWhole(headers.get(`x-${name}-ratelimit-remaining`));
  return limit === null || remaining === null ? null : { limit, remaining };
}

function toWhole(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text.trim()) ? Number(text) : null;
}
