import type { AnyEndpoint } from "../../../resource/index.js";
import type { EngineOptions, EnginePage, EngineQuery, PageSource } from "../page-source.js";
import { toCall, toRecordedError, type RecordedCall, type RecordedLine } from "./recorded-line.js";

/** Saves a line; it is awaited, so that a slow disk slows the run down instead of filling memory. */
export type KeepLine = (line: RecordedLine) => Promise<void>;

/**
 * A source that records its requests and answers, so that `replaySource` can repeat them. Items are recorded
 * as they arrive: put `privateSource` before it to apply a privacy profile. A source's answers never contain
 * tokens or secrets.
 */
export function recordSource(source: PageSource, keep: KeepLine): PageSource {
  let calls = 0;
  const recorded = async function* (
    call: RecordedCall,
    pages: AsyncIterable<EnginePage>,
  ): AsyncGenerator<EnginePage, void, void> {
    calls += 1;
    const id = calls;
    await keep({ kind: "call", call: id, ...call });
    try {
      for await (const page of pages) {
        await keep({ kind: "page", call: id, page: { ...page, date: page.date?.toISOString() ?? null } });
        yield page;
      }
    } catch (error) {
      await keep({ kind: "end", call: id, error: toRecordedError(error) });
      throw error;
    }
    await keep({ kind: "end", call: id, error: null });
  };
  const ask = (
    traversal: RecordedCall["traversal"],
    endpoint: AnyEndpoint,
    query: EngineQuery,
    { resume }: EngineOptions,
  ): RecordedCall => toCall(traversal, endpoint, query, resume);
  return {
    list: (endpoint, query, options) =>
      recorded(ask("list", endpoint, query, options), source.list(endpoint, query, options)),
    byIds: (endpoint, query, options) =>
      recorded(ask("byIds", endpoint, query, options), source.byIds(endpoint, query, options)),
    serverNow: async (signal) => {
      const now = await source.serverNow(signal);
      await keep({ kind: "now", at: now.toISOString() });
      return now;
    },
    ...(source.revalidate === undefined ? {} : { revalidate: source.revalidate }),
    get usage() {
      return source.usage;
    },
    get unknownFields() {
      return source.unknownFields;
    },
  };
}
