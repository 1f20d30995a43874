import type { AnyEndpoint, Redact } from "../../resource/index.js";
import type { EnginePage, PageSource } from "./page-source.js";

/**
 * A source that applies a privacy profile to its items, invalid ones included. It goes next to the client,
 * before anything else reads items.
 */
export function privateSource(source: PageSource, redact: Redact): PageSource {
  return {
    list: (endpoint, query, options) => redactPages(endpoint, source.list(endpoint, query, options), redact),
    byIds: (endpoint, query, options) =>
      redactPages(endpoint, source.byIds(endpoint, query, options), redact),
    serverNow: (signal) => source.serverNow(signal),
    get usage() {
      return source.usage;
    },
    get unknownFields() {
      return source.unknownFields;
    },
  };
}

async function* redactPages(
  { name }: AnyEndpoint,
  pages: AsyncIterable<EnginePage>,
  redact: Redact,
): AsyncGenerator<EnginePage, void, void> {
  for await (const page of pages) {
    yield {
      ...page,
      items: page.items.map((item) => redact(name, item)),
      invalidItems: page.invalidItems.map((invalidItem) => ({
        ...invalidItem,
        item: redact(name, invalidItem.item),
      })),
    };
  }
}
