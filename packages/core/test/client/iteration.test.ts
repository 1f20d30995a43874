import { describe, expect, test } from "vitest";
import { listAnswer, rowsOf, upTo } from "../fake-list.js";
import { clientOf, failure, roomy, things, withHeaders, type Setup } from "./client-of.js";

/** A list of 4,000 rows whose answers take 300 ms; `open` tells how many requests are in flight. */
function slowList(): Setup & { readonly open: () => number } {
  let open = 0;
  const rows = rowsOf(upTo(4000));
  const setup: Setup = clientOf(async (request) => {
    open += 1;
    try {
      await setup.clock.sleep(300);
    } finally {
      open -= 1;
    }
    return withHeaders(listAnswer(rows, request), roomy);
  });
  return { ...setup, open: () => open };
}

describe("break", () => {
  test("after the first page has cost one hit", async () => {
    const { client, api, clock } = slowList();
    const read = async (): Promise<void> => {
      for await (const page of client.resource(things).pages()) {
        expect(page.items).toHaveLength(100);
        break;
      }
    };
    await clock.run(read());
    await clock.run(clock.sleep(10_000));
    expect(api.hits()).toHaveLength(1);
  });

  test("in the middle stops the other lanes too", async () => {
    const { client, api, clock } = slowList();
    const read = async (): Promise<number> => {
      let items = 0;
      for await (const item of client.resource(things).items()) {
        items += item.id > 0 ? 1 : 0;
        if (items === 450) break;
      }
      return items;
    };
    expect(await clock.run(read())).toBe(450);
    const before = api.hits().length;
    await clock.run(clock.sleep(10_000));
    expect(api.hits()).toHaveLength(before);
  });

  test("all with a limit asks for no more than it needs", async () => {
    const { client, api, clock } = slowList();
    expect((await clock.run(client.resource(things).all({ limit: 3 }))).map((row) => row.id)).toEqual([
      1, 2, 3,
    ]);
    expect(await clock.run(client.resource(things).all({ limit: 0 }))).toEqual([]);
    expect(api.hits().map((hit) => hit.query["page[size]"])).toEqual(["3"]);
  });
});

describe("iterators", () => {
  test("answer concurrent next() calls in order, each page once", async () => {
    const { client, api, clock } = clientOf((request) => listAnswer(rowsOf(upTo(350)), request), {
      lanes: 1,
    });
    const iterator = client.resource(things).pages()[Symbol.asyncIterator]();
    const results = await clock.run(Promise.all([1, 2, 3, 4, 5, 6].map(() => iterator.next())));
    expect(results.map((result) => (result.done === true ? "done" : result.value.items[0]?.id))).toEqual([
      1,
      101,
      201,
      301,
      "done",
      "done",
    ]);
    expect(api.hits()).toHaveLength(4);
  });

  test("return() ends a waiting next() immediately, without an error", async () => {
    const { client, api, clock } = slowList();
    const iterator = client.resource(things).items()[Symbol.asyncIterator]();
    const waiting = iterator.next();
    await clock.run(clock.sleep(100));
    expect([
      await iterator.return?.(),
      await waiting,
      clock.now() - Date.parse("2026-11-23T08:00:00Z"),
    ]).toEqual([{ done: true, value: undefined }, { done: true, value: undefined }, 100]);
    expect(api.hits()).toHaveLength(1);
  });

  test("a second loop over the same pages starts over", async () => {
    const { client, clock } = clientOf((request) => listAnswer(rowsOf(upTo(3)), request));
    const items = client.resource(things).items();
    const read = async (): Promise<number[]> => {
      const ids: number[] = [];
      for await (const item of items) ids.push(item.id);
      return ids;
    };
    expect([await clock.run(read()), await clock.run(read())]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  test("ask for nothing before the first next()", () => {
    const { client, api } = slowList();
    client.resource(things).items()[Symbol.asyncIterator]();
    expect(api.requests).toEqual([]);
  });

  test("end with AbortedError when the signal fires, even between two pages", async () => {
    const { client, clock } = slowList();
    const controller = new AbortController();
    const read = async (): Promise<void> => {
      for await (const page of client.resource(things).pages({ signal: controller.signal }))
        if (page.items.length > 0) controller.abort();
    };
    expect(await clock.run(failure(read()))).toMatchObject({ code: "E_ABORTED" });
    expect(await failure(client.resource(things).all({ signal: controller.signal }))).toMatchObject({
      code: "E_ABORTED",
    });
  });

  test("the other lanes work while the consumer does", async () => {
    const { client, clock, open } = slowList();
    const seen: number[] = [];
    const read = async (): Promise<void> => {
      for await (const page of client.resource(things).pages()) {
        if (page.items.length > 0) seen.push(open());
        await clock.sleep(100);
      }
    };
    await clock.run(read());
    expect(Math.max(...seen)).toBe(1);
  });
});
