import { describe, expect, test } from "vitest";
import type { Resume } from "../../../src/index.js";
import { listAnswer, rowsOf, upTo } from "../../fake-list.js";
import { clientOf, collect, failure, idsOf, roomy, things, withHeaders } from "../client-of.js";

describe("lanes", () => {
  const many = upTo(4000, 7);

  test("read a long list side by side, each row once, for one hit more at most", async () => {
    const rows = rowsOf(many);
    const { client, api, clock } = clientOf(async (request) => withHeaders(listAnswer(rows, request), roomy));
    const pages = await clock.run(collect(client.resource(things).pages()));
    expect(idsOf(pages).sort((a, b) => a - b)).toEqual(many);
    expect(api.hits().length).toBeLessThanOrEqual(42);
    expect(pages.map((page) => page.resume === null)).toEqual(
      pages.map((_, index) => index === pages.length - 1),
    );
  });

  test("the first request is alone, then two are in flight", async () => {
    const rows = rowsOf(many);
    let flying = 0;
    const seen: number[] = [];
    const { client, clock } = clientOf(async (request) => {
      flying += 1;
      seen.push(flying);
      await clock.sleep(300);
      flying -= 1;
      return withHeaders(listAnswer(rows, request), roomy);
    });
    await clock.run(client.resource(things).all());
    expect([seen[0], Math.max(...seen)]).toEqual([1, 2]);
  });

  test.each([1, 3, 8])("%i of them", async (lanes) => {
    const rows = rowsOf(many);
    const { client, clock } = clientOf(async (request) => {
      await clock.sleep(50 + (Number((request.query["range[id]"] ?? "1").split(",")[0]) % 7) * 30);
      return withHeaders(listAnswer(rows, request), roomy);
    });
    expect(
      (await clock.run(client.resource(things).all({ lanes }))).map((row) => row.id).sort((a, b) => a - b),
    ).toEqual(many);
  });

  test("cope with unevenly spread ids", async () => {
    const uneven = [
      ...upTo(500),
      ...upTo(3000, 1000).map((id) => id + 500),
      ...upTo(4000).map((id) => id + 40_000_000),
    ];
    const rows = rowsOf(uneven);
    const { client, api, clock } = clientOf(async (request) => withHeaders(listAnswer(rows, request), roomy));
    const found = (await clock.run(client.resource(things).all())).map((row) => row.id).sort((a, b) => a - b);
    expect(found).toEqual(uneven);
    expect(api.hits().length).toBeLessThanOrEqual(Math.ceil(uneven.length / 100) + 20);
  });

  test("two fill at least 95 % of the rate where one does not", async () => {
    const rows = rowsOf(upTo(12_000));
    const rate = async (lanes: number): Promise<number> => {
      const { client, api, clock } = clientOf(
        async (request) => {
          await clock.sleep(650);
          return listAnswer(rows, request);
        },
        { lanes },
      );
      await clock.run(client.resource(things).all());
      const at = api.hits().map((hit) => hit.at);
      return (at.length - 2) / (((at.at(-1) ?? 0) - (at[1] ?? 0)) / 1000) / 2;
    };
    expect(await rate(1)).toBeLessThan(0.9);
    expect(await rate(2)).toBeGreaterThanOrEqual(0.95);
  });

  test("a lane that fails stops the others, after what was in flight is delivered", async () => {
    const rows = rowsOf(many);
    const { client, api, clock } = clientOf(
      async (request) => {
        await clock.sleep(300);
        return withHeaders(listAnswer(rows, request), roomy);
      },
      { maxHits: 10 },
    );
    const delivered: number[] = [];
    const read = async (): Promise<void> => {
      for await (const page of client.resource(things).pages())
        delivered.push(...page.items.map((item) => item.id));
    };
    expect(await clock.run(failure(read()))).toMatchObject({ code: "E_BUDGET" });
    expect([api.hits().length, delivered.length]).toEqual([10, 1000]);
  });
});

describe("a traversal resumes after any page", () => {
  test.each([250, 4000])("of %i rows, each row once", async (count) => {
    const rows = rowsOf(upTo(count, 2));
    const answer: Parameters<typeof clientOf>[0] = async (request) =>
      withHeaders(listAnswer(rows, request), roomy);
    const whole = clientOf(answer);
    const stops = (await whole.clock.run(collect(whole.client.resource(things).pages()))).length;
    for (let stop = 1; stop < stops; stop += 7) {
      const { client, clock } = clientOf(answer);
      const before: number[] = [];
      let resume: Resume | null = null;
      const first = async (): Promise<void> => {
        let pages = 0;
        for await (const page of client.resource(things).pages()) {
          before.push(...page.items.map((item) => item.id));
          // As a store would keep it.
          resume = JSON.parse(JSON.stringify(page.resume)) as Resume;
          if (++pages === stop) break;
        }
      };
      await clock.run(first());
      const after = await clock.run(
        collect(client.resource(things).pages({ resume: resume as unknown as Resume })),
      );
      expect([...before, ...idsOf(after)].sort((a, b) => a - b)).toEqual(upTo(count, 2));
    }
  });

  test("but not from another traversal's resume point, or from nonsense", () => {
    const { client } = clientOf((request) => listAnswer([], request));
    for (const resume of [
      { kind: "numbered", page: 3 },
      { kind: "keyset", spans: [] },
      { kind: "keyset", spans: [[1]] },
      { kind: "keyset", spans: [[9, 1]] },
      [],
      7,
    ]) {
      expect(() => client.resource(things).pages({ resume: resume as unknown as Resume })).toThrow(
        "belongs to another traversal",
      );
    }
  });
});

test("a row that 42 repeats, as lists behind a JOIN do, is returned once", async () => {
  const rows = upTo(150).flatMap((id) => Array.from({ length: 1 + (id % 3) }, () => ({ id })));
  const { client, clock } = clientOf((request) => listAnswer(rows, request));
  expect((await clock.run(client.resource(things).all())).map((row) => row.id)).toEqual(upTo(150));
});
