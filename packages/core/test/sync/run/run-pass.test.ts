import { describe, expect, test } from "vitest";
import { BudgetError, HttpError } from "../../../src/index.js";
import { tables } from "../../../src/tables.js";
import { createMemoryStore } from "../../../src/sync/index.js";
import { FakeSource } from "../fake-source.js";
import { campusUser, user } from "../people.js";
import { run, lists, ended, ids } from "./people-run.js";

describe("a pass", () => {
  test("takes the list when it needs fewer hits than asking by people", async () => {
    const people = Array.from({ length: 350 }, (_, index) => user(index + 1));
    const rows = people.map((one) => campusUser(1000 + one.id, one.id, 1));
    for (const [total, how] of [
      [500, "list"],
      [501, "by ids"],
    ] as const) {
      const source = new FakeSource({ ...lists(), users: people, campus_users: rows }, 100);
      source.totals = { campus_users: total };
      const store = createMemoryStore();
      const report = await run(source, store);
      expect([report.passes[2]?.how, store.rows("campus_users").length]).toEqual([how, 350]);
    }
  });

  test("without an owner to ask by, a pass is complete and empty", async () => {
    const store = createMemoryStore();
    const report = await run(new FakeSource({ ...lists(), users: [] }), store);
    expect([ended(report), report.hits]).toEqual([
      ["campuses complete list", "users complete list", "campus_users complete none"],
      2,
    ]);
    expect(await store.watermarks.watermark(tables.campus_users, "cursus=21 campus=all")).toMatchObject({
      watermark: "2026-11-23T08:00:00.000Z",
    });
  });

  test("a 403 skips the resource and its dependents, the rest continues", async () => {
    const noLimit = { limit: null, resetsAt: null, fault: null };
    const source = new FakeSource(lists());
    source.fail = (resource) =>
      resource === "campus"
        ? new HttpError("GET /v2/campus: 403", { status: 403, hint: "ask 42 for the right" })
        : undefined;
    const report = await run(source, createMemoryStore());
    expect([report.outcome, report.error]).toEqual(["partial", null]);
    expect(report.passes.map((pass) => [pass.table, pass.outcome, pass.error])).toEqual([
      [
        "campuses",
        "skipped",
        { ...noLimit, code: "E_FORBIDDEN", message: "GET /v2/campus: 403", hint: "ask 42 for the right" },
      ],
      ["users", "complete", null],
      [
        "campus_users",
        "skipped",
        { ...noLimit, code: "E_PLAN", message: "skipped because campuses was not read", hint: null },
      ],
    ]);
  });

  test("a 404 on a list skips it as a 403 does; a 500 fails it; neither ends the run", async () => {
    for (const [status, outcome] of [
      [404, "skipped"],
      [500, "failed"],
    ] as const) {
      const source = new FakeSource(lists());
      source.fail = (resource) =>
        resource === "campus_users"
          ? new HttpError(`GET /v2/campus_users: ${String(status)}`, { status })
          : undefined;
      const report = await run(source, createMemoryStore());
      expect([report.outcome, ended(report)]).toEqual([
        "partial",
        ["campuses complete list", "users complete list", `campus_users ${outcome} none`],
      ]);
    }
  });

  test("reaching the limit ends the run as partial; the next one resumes there and loses nothing", async () => {
    const source = new FakeSource(lists());
    const resetsAt = new Date("2026-11-23T09:00:00.000Z");
    source.fail = (_, hit) =>
      hit === 3 ? new BudgetError("the hour's hits are spent", { limit: "hour", resetsAt }) : undefined;
    const store = createMemoryStore();
    const first = await run(source, store);
    expect([first.outcome, first.resetsAt, first.error?.code, ended(first)]).toEqual([
      "partial",
      resetsAt.toISOString(),
      "E_BUDGET",
      ["campuses complete list", "users partial list"],
    ]);
    expect(await store.watermarks.watermark(tables.users, "cursus=21 campus=all")).toBeUndefined();
    source.fail = undefined;
    source.now = new Date("2026-11-23T09:00:01.000Z");
    const second = await run(source, store);
    expect([second.outcome, ids(store, "users"), second.passes[1]?.rows.inserted]).toEqual([
      "complete",
      [1, 2, 3],
      1,
    ]);
    // The watermark is the beginning of the whole pass, not of its second half.
    expect(await store.watermarks.watermark(tables.users, "cursus=21 campus=all")).toMatchObject({
      watermark: "2026-11-23T08:00:00.000Z",
    });
  });

  test("an interrupted pass whose list is read differently now starts over", async () => {
    const source = new FakeSource(lists());
    const store = createMemoryStore();
    const state = { stage: 0, how: "list", traversal: "until-rest", inner: { after: 2 } };
    const resume = {
      kind: "full",
      since: null,
      until: null,
      startedAt: "2026-11-23T08:00:00.000Z",
      state,
    } as const;
    await store.pages.commit({
      table: tables.users,
      scope: "cursus=21 campus=all",
      passId: null,
      entries: [],
      invalidItems: [],
      skipped: 0,
      resume,
    });
    const report = await run(source, store, { options: { only: ["users"] } });
    expect([report.outcome, ids(store, "users")]).toEqual(["complete", lists().users.map(({ id }) => id)]);
  });
});
