import { HttpError, SchemaError } from "../errors/index.js";
import type { RetryPolicy, Transport } from "../transport/index.js";
import { encodeQuery, showQuery, withQuery, type Params } from "./query/encode-query.js";
import type { PageMeta } from "./page.js";

/** One answer of a list, not validated. */
export interface RawPage {
  readonly rows: readonly unknown[];
  readonly meta: PageMeta;
  /** Rows that a page has at most: what was asked for, or `X-Per-Page` where 42 clamps it. */
  readonly pageSize: number;
  /** Whether 42 said how many rows a page has, so that a shorter page is the last one. */
  readonly isCapKnown: boolean;
}

interface PageRequest {
  readonly params: Params;
  readonly pageSize: number;
  /** For messages: `page 7`, `from id 12`. */
  readonly position: string;
  readonly attempts?: Partial<RetryPolicy["attempts"]> | undefined;
}

/** Asks one list. */
export type FetchPage = (request: PageRequest, signal: AbortSignal) => Promise<RawPage>;

/** Asks the list at a path; `params` go with every page. */
export function createFetchPage(transport: Pick<Transport, "get">, path: string, params: Params): FetchPage {
  return async ({ params: own, pageSize, position, attempts }, signal) => {
    const all: Params = [...params, ...own, ["page[size]", String(pageSize)]];
    const shown = withQuery(path, showQuery(all));
    const label = `GET ${path} ${position}`;
    const { json, answer } = await transport
      .get({ target: withQuery(path, encodeQuery(all)), path: shown, label, attempts, signal })
      .catch((error: unknown) => {
        throw listError(error);
      });
    if (!Array.isArray(json))
      throw new SchemaError(`${label}: the answer is not a list`, {
        context: { path: shown },
        hint: "use client.get for a path that returns a single object",
      });
    const rows: readonly unknown[] = json;
    const date = Date.parse(answer.headers.get("date") ?? "");
    const meta: PageMeta = {
      total: toTotal(answer.headers.get("x-total"), rows.length),
      date: Number.isNaN(date) ? null : new Date(date),
      path: shown,
      bytes: answer.bytes,
      size: rows.length,
    };
    const perPage = toWhole(answer.headers.get("x-per-page"));
    const isCapKnown = perPage !== null && perPage > 0;
    return { rows, meta, pageSize: isCapKnown ? Math.min(perPage, pageSize) : pageSize, isCapKnown };
  };
}

function toWhole(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text.trim()) ? Number(text) : null;
}

/**
 * `X-Total` counts items, though an old guide says pages; a total below the rows on this very page is no
 * total.
 */
function toTotal(text: string | null, size: number): number | null {
  const total = toWhole(text);
  return total !== null && total >= size ? total : null;
}

/**
 * A list that answers 404 is one that this application may not see: some roles get 403, others 404 (observed
 * 2025).
 */
function listError(error: unknown): unknown {
  if (!(error instanceof HttpError) || error.status !== 404) return error;
  return new HttpError(
    error.message,
    {
      context: error.context,
      status: 404,
      cause: error,
      hint: "42 hides this list from the application, or the path's id does not exist",
    },
    "E_FORBIDDEN",
  );
}
