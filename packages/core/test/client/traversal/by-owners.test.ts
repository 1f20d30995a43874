import { describe, expect, test } from "vitest";
import { z } from "zod";
import { defineEndpoint, type Resume } from "../../../src/index.js";
import { listAnswer, rowsOf, upTo } from "../../fake-list.js";
import { clientOf, collect, failure, idsOf } from "../client-of.js";

const seats = defineEndpoint({
  name: "seats",
  under: { exams: "/v2/exams/:id/seats" },
  onlyUnder: { variant: "exams", by: "exam_id" },
  item: z.looseObject({ id: z.number(), exam_id: z.number() }),
  filters: ["id", "exam_id"],
  ranges: [],
  sorts: ["id"],
  traversal: "last-to-first",
});

/** Two hundred and ten rows of exam 3, none of 5, three of 8; 42 has no other exam. */
const rows = rowsOf(upTo(213), (id) => ({ exam_id: id > 210 ? 8 : 3 }));
const served = (): ReturnType<typeof clientOf> =>
  clientOf((request) => {
    const exam = Number(/\/v2\/exams\/(\d+)\/seats$/.exec(request.path)?.[1]);
    if (![3, 5, 8].includes(exam)) return { status: 404, json: {} };
    return listAnswer(
      rows.filter((row) => row["exam_id"] === exam),
      request,
    );
  });
const by = "exam_id" as const;

describe("a list that 42 has under one owner at a time", () => {
  test("is read owner by owner; an owner that is gone has no rows", async () => {
    const { client, api, clock } = served();
    const pages = await clock.run(collect(client.resource(seats).byIds({ by, ids: [8, 3, 4, 5] })));
    expect(idsOf(pages).sort((a, b) => a - b)).toEqual(upTo(213));
    expect(pages.at(-1)?.resume).toBeNull();
    expect(new Set(api.hits().map(({ path }) => path))).toEqual(
      new Set(["/v2/exams/3/seats", "/v2/exams/4/seats", "/v2/exams/5/seats", "/v2/exams/8/seats"]),
    );
  });

  test("resumes with the current owner", async () => {
    const { client, clock } = served();
    const pages = await clock.run(collect(client.resource(seats).byIds({ by, ids: [3, 5, 8] })));
    const after = pages.map(
      ({ resume }) => (resume as Extract<Resume, { kind: "ids" }> | null)?.spans[0]?.[0],
    );
    expect([after[0], after.at(-3), after.at(-2), after.at(-1)]).toEqual([3, 5, 8, undefined]);
    const rest = await clock.run(
      collect(client.resource(seats).byIds({ by, ids: [3, 5, 8], resume: pages.at(-2)!.resume! })),
    );
    expect(idsOf(rest)).toEqual([211, 212, 213]);
  });

  test("no owners are one empty page, without a hit", async () => {
    const { client, api, clock } = served();
    expect(idsOf(await clock.run(collect(client.resource(seats).byIds({ by, ids: [] }))))).toEqual([]);
    expect(api.hits()).toEqual([]);
  });

  test("fails when none of several lists may be seen", async () => {
    const { client, clock } = served();
    expect(
      await clock.run(failure(collect(client.resource(seats).byIds({ by, ids: [1, 2] })))),
    ).toMatchObject({
      code: "E_FORBIDDEN",
      status: 404,
    });
  });

  test("is refused as a whole, and row by row", async () => {
    const { client, api, clock } = served();
    expect(() => client.resource(seats).items()).toThrow(
      expect.objectContaining({
        message: "seats: 42 has no list of all of them",
        hint: "ask for those of one owner: under: { exams: id }",
      }) as Error,
    );
    expect(await failure(client.resource(seats).get(1))).toMatchObject({
      message: "seats: 42 has no single row of this list",
    });
    expect(api.hits()).toEqual([]);
    expect(
      (await clock.run(client.resource(seats).all({ under: { exams: 8 } }))).map(({ id }) => id),
    ).toEqual([211, 212, 213]);
  });
});
