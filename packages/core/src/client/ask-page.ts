import type { RequestJson } from "../transport/request.js";
import { readCount, readDate } from "../transport/rate-headers.js";
import { NetworkError } from "../errors/index.js";
import { address, label } from "./address.js";
import type { PageMeta } from "./page.js";

/** One response of a list, not validated yet. */
export interface RawPage {
  readonly raw: readonly unknown[];
  readonly meta: PageMeta;
}

export type Parameters = readonly (readonly [string, string | number])[];

/** Asks for one page. */
export type AskPage = (path: string, parameters: Parameters, signal?: AbortSignal) => Promise<RawPage>;

/**
 * Asks for one page of a list. The `Link` header is never followed: it loses `page[size]`.
 *
 * @throws NetworkError E_BODY when the answer is no list; whatever the request throws.
 */
export function createAskPage(request: RequestJson): AskPage {
  return async (path, parameters, signal) => {
    const reply = await request(address(path, parameters), label(path, parameters), signal);
    if (!Array.isArray(reply.json)) {
      throw new NetworkError(`${label(path, parameters)}: the answer is not a list`, { code: "E_BODY", retryable: false, hint: "for a single thing use get" });
    }
    const raw: readonly unknown[] = reply.json;
    const meta: PageMeta = {
      total: readCount(reply.headers, "x-total") ?? null,
      date: readDate(reply.headers) ?? null,
      path: label(path, parameters).replace(/^GET /, ""),
      bytes: reply.bytes,
      size: raw.length,
      owners: null,
    };
    return { raw, meta };
  };
}
