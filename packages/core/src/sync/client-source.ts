import type { ClientCore, Page } from "../client/index.js";
import type { EngineOptions, EnginePage, PageSource } from "./source.js";

/** A client as the engine's source of pages; items that do not fit come with their page. */
export function clientSource(client: ClientCore): PageSource {
  return {
    list: (endpoint, query, options) => enginePages(client.resource(endpoint).pages({ ...query, ...settings(options) })),
    byIds: (endpoint, query, options) => enginePages(client.resource(endpoint).byIds({ ...query, ...settings(options) })),
    serverNow: (signal) => client.serverNow(signal),
    get usage() {
      return client.usage;
    },
    get unknownFields() {
      return client.unknownFields;
    },
  };
}

function settings(options: EngineOptions): { onInvalid: "collect"; signal?: AbortSignal; resume?: never } {
  return {
    onInvalid: "collect",
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    // The engine keeps the traversal's resume point as JSON that it does not look into.
    ...(options.resume === undefined ? {} : { resume: options.resume as never }),
  };
}

async function* enginePages(pages: AsyncIterable<Page<unknown>>): AsyncGenerator<EnginePage, void, void> {
  for await (const page of pages) {
    yield { items: page.items, misfits: page.misfits, total: page.meta.total, date: page.meta.date, size: page.meta.size, resume: page.resume };
  }
}
