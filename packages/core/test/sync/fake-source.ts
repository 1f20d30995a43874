import type { AnyEndpoint } from "../../src/index.js";
import type { EngineOptions, EnginePage, EngineQuery, PageSource } from "../../src/sync/index.js";

export interface Asked {
  readonly resource: string;
  readonly how: "list" | "by ids";
  readonly query: EngineQuery & { readonly ids?: readonly number[] };
}

type Item = Record<string, unknown> & { readonly id: number };

/**
 * Lists in memory, paged by id, with a hit a page: the engine's tests need no more of 42.
 * `total` overrides what a list says of its length; `fail` throws before the page of that number.
 */
export class FakeSource implements PageSource {
  readonly asked: Asked[] = [];
  readonly usage = { hits: 0, bytes: 0 };
  readonly unknownFields = {};
  now = new Date("2026-11-23T08:00:00.000Z");
  totals: Record<string, number> = {};
  fail: ((resource: string, hit: number) => Error | undefined) | undefined;

  constructor(
    readonly lists: Record<string, readonly Item[]>,
    readonly size = 2,
  ) {}

  serverNow(): Promise<Date> {
    return Promise.resolve(this.now);
  }

  list(endpoint: AnyEndpoint, query: EngineQuery, options: EngineOptions): AsyncIterable<EnginePage> {
    this.asked.push({ resource: endpoint.name, how: "list", query });
    return this.#pages(endpoint.name, this.#select(endpoint.name, query), options);
  }

  byIds(
    endpoint: AnyEndpoint,
    query: EngineQuery & { readonly by: string; readonly ids: readonly number[] },
    options: EngineOptions,
  ): AsyncIterable<EnginePage> {
    this.asked.push({ resource: endpoint.name, how: "by ids", query });
    const rows = this.#select(endpoint.name, query).filter((item) =>
      query.ids.includes(Number(query.by === "id" ? item.id : ownerOf(item, query.by))),
    );
    return this.#pages(endpoint.name, rows, options);
  }

  #select(resource: string, query: EngineQuery): readonly Item[] {
    const range = query.range?.["updated_at"];
    return (this.lists[resource] ?? []).filter((item) => {
      const at = Date.parse(String(item["updated_at"]));
      if (
        query.under?.cursus !== undefined &&
        item["cursus_id"] !== undefined &&
        item["cursus_id"] !== query.under.cursus
      )
        return false;
      if (range !== undefined && (at < range[0].getTime() || at > range[1].getTime())) return false;
      return Object.entries(query.filter ?? {}).every(([name, value]) =>
        Array.isArray(value) ? value.includes(item[name]) : item[name] === undefined || item[name] === value,
      );
    });
  }

  async *#pages(
    resource: string,
    rows: readonly Item[],
    options: EngineOptions,
  ): AsyncGenerator<EnginePage, void, void> {
    // The fake's own resume point: the last id read.
    const after = (options.resume as { after: number } | undefined)?.after ?? 0;
    let rest = rows.filter((item) => item.id > after).sort((a, b) => a.id - b.id);
    for (;;) {
      options.signal?.throwIfAborted();
      const error = this.fail?.(resource, this.usage.hits + 1);
      if (error !== undefined) throw error;
      this.usage.hits += 1;
      this.usage.bytes += 10;
      const items = rest.slice(0, this.size);
      const total = this.totals[resource] ?? rest.length;
      rest = rest.slice(this.size);
      const last = items.at(-1);
      yield {
        items,
        invalidItems: [],
        total,
        date: this.now,
        size: items.length,
        done: null,
        remaining: rest.length === 0 ? [] : null,
        resume: rest.length === 0 || last === undefined ? null : { after: last.id },
      };
      if (rest.length === 0) return;
    }
  }
}

function ownerOf(item: Item, filter: string): unknown {
  const user = item["user"];
  return filter === "user_id" && typeof user === "object" && user !== null && "id" in user
    ? user.id
    : item[filter];
}
