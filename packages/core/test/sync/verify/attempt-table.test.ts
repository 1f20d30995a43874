import { describe, expect, test } from "vitest";
import { tables } from "../../../src/tables.js";
import { copy42, of, type Copied42 } from "./copied-42.js";
import { none, lose, idsIn } from "./lost-rows.js";

describe("an error of 42 during a comparison", () => {
  /** Fails, as often as it is asked, for the n-th hit on a list and for those after it as far as `last`. */
  const fail = (
    { sandbox }: Copied42,
    list: string,
    first: number,
    last: number,
    kind: "status" | "reset" = "status",
  ): void => {
    let asked = 0;
    sandbox.fault({
      kind,
      times: Infinity,
      when: ({ path }) => path.endsWith(`/${list}`) && (asked += 1) >= first && asked <= last,
    });
  };

  test("keeps what was found, compares the next people, and starts with the failed ones next time", async () => {
    const copied = await copy42(400, { only: ["users", "campuses", "campus_users"] });
    const memberships = idsIn(copied, "campus_users");
    await lose(copied, "campus_users", [memberships[3]!, memberships[250]!]);
    const only = ["users", "campus_users"];
    fail(copied, "campus_users", 2, 2);
    const report = await copied.verify({ only });
    expect({ failed: report.failed, error: report.error, users: of(report, "users").error }).toEqual({
      failed: true,
      error: null,
      users: null,
    });
    const { owners, error, reason, remaining, found } = of(report, "campus_users");
    expect({ owners, remaining, reason, error }).toEqual({
      owners: { compared: 276, of: 369 },
      remaining: { oldest: null, never: 93 },
      reason: "93 owners not compared: GET /v2/campus_users from id 0: 500",
      error: {
        code: "E_HTTP",
        hint: null,
        message: "GET /v2/campus_users from id 0: 500",
        limit: null,
        resetsAt: null,
        fault: null,
      },
    });
    copied.sandbox.advance("1d");
    const next = of(await copied.verify({ only: ["campus_users"], budget: 3 }), "campus_users");
    expect([...new Set([...found.missing, ...next.found.missing])].sort((a, b) => a - b)).toEqual([
      memberships[3],
      memberships[250],
    ]);
    expect({ ...next.remaining, oldest: next.remaining?.oldest?.slice(0, 10) }).toEqual({
      oldest: "2026-11-23",
      never: 0,
    });
  });

  test("uses up one attempt, so that it blocks no other table, with one hit a night", async () => {
    const copied = await copy42(400, { only: ["users", "campuses", "campus_users"] });
    const [first] = idsIn(copied, "users");
    fail(copied, "users", 1, Infinity);
    copied.sandbox.fault({
      kind: "status",
      times: Infinity,
      when: ({ query }) => query["filter[user_id]"]?.split(",").includes(String(first)) === true,
    });
    const nights: unknown[] = [];
    for (let night = 0; night < 18; night += 1) {
      copied.sandbox.advance("1d");
      const { tables: all } = await copied.verify({ only: ["users", "campuses", "campus_users"], budget: 1 });
      nights.push(
        all
          .filter(({ hits }) => hits > 0)
          .map(
            ({ table, error, remaining }) =>
              `${table} ${error?.code ?? "compared"}, never ${String(remaining?.never ?? null)}`,
          )
          .join(),
      );
    }
    const [campuses, users] = ["campuses compared, never null", "users E_HTTP, never 0"];
    expect(nights).toEqual(
      [
        "E_HTTP, never 369",
        "compared, never 276",
        "compared, never 183",
        "compared, never 93",
        "E_HTTP, never 93",
        "compared, never 93",
      ].flatMap((people) => [campuses, users, `campus_users ${people}`]),
    );
    expect(
      (await copied.store.watermarks.verified(tables.users, "cursus=21 campus=all")).map(
        ({ failed }) => failed,
      ),
    ).toEqual([true]);
  });

  test("that ends everything keeps what was compared before, and reports the others as not reached", async () => {
    const copied = await copy42(60, { only: ["users", "cursus", "campuses", "campus_users"] });
    const users = idsIn(copied, "users");
    await lose(copied, "users", [users[10]!]);
    fail(copied, "campus_users", 1, Infinity, "reset");
    const report = await copied.verify({ only: ["cursus", "users", "campus_users"] });
    expect({ different: report.different, failed: report.failed, error: report.error?.code }).toEqual({
      different: true,
      failed: true,
      error: "E_NETWORK",
    });
    expect(report.tables.map(({ table, how, reason }) => `${table}: ${how}, ${String(reason)}`)).toEqual([
      "cursus: list, null",
      "users: list, null",
      "campus_users: none, GET /v2/campus_users from id 0: no connection (ECONNRESET)",
    ]);
    expect(of(report, "users").found).toEqual({ missing: [users[10]], gone: [], changed: [] });
  });

  test("is thrown when nothing was compared before it", async () => {
    const copied = await copy42(30, { only: ["users"] });
    fail(copied, "users", 1, Infinity, "reset");
    await expect(copied.verify({ only: ["users"] })).rejects.toMatchObject({ code: "E_NETWORK" });
  });
});

describe("during a run", () => {
  test("works too, and reports which run it was and since when", async () => {
    const copied = await copy42(30, { only: ["users"] });
    const held = await copied.store.lock.acquire({ run: "nightly" });
    const since = (await copied.store.lock.holder())?.since;
    const { different, beside } = await copied.verify({ only: ["users"] });
    await held.release();
    expect({ different, beside, alone: (await copied.verify({ only: ["users"] })).beside }).toEqual({
      different: false,
      beside: { run: "nightly", since },
      alone: null,
    });
  });

  test("that ends meanwhile is noticed by the table that it completed", async () => {
    const copied = await copy42(30, { only: ["users"] });
    const { store } = copied;
    let asked = 0;
    const watermarks = {
      ...store.watermarks,
      watermark: async (...of: Parameters<typeof store.watermarks.watermark>) => ({
        ...(await store.watermarks.watermark(...of))!,
        completedAt: String((asked += 1)),
      }),
    };
    expect((await copied.verify({ only: ["users"], store: { ...store, watermarks } })).beside).toEqual({
      run: "a run",
      since: null,
    });
  });

  test.each(["users", "campus_users"] as const)(
    "%s that it stores meanwhile are not differences, and have not moved",
    async (table) => {
      const copied = await copy42(120, { only: ["users", "campuses", "campus_users"] });
      const { store } = copied;
      const [, lost] = idsIn(copied, table);
      const row = store.rows(table).find(({ id }) => id === lost)!;
      await lose(copied, table, [lost!]);
      const comeBack = async (
        ...of: Parameters<typeof store.counts.knownNotStored>
      ): ReturnType<typeof store.counts.knownNotStored> => {
        await store.pages.commit({
          table: tables[table],
          scope: "",
          passId: null,
          entries: [{ row, links: {}, mayEnter: true }],
          invalidItems: [],
          skipped: 0,
        });
        return store.counts.knownNotStored(...of);
      };
      const report = await copied.verify({
        only: [table],
        store: { ...store, counts: { ...store.counts, knownNotStored: comeBack } },
      });
      expect(of(report, table)).toMatchObject({ found: none, pending: [], elsewhere: [] });
    },
  );

  test("rows of owners that entered and are still to be read are pending", async () => {
    const copied = await copy42(120, { only: ["users", "campuses", "campus_users"] });
    const { store } = copied;
    const [first, second] = store
      .rows("campus_users")
      .map(({ id, user_id }) => ({ id: Number(id), user: Number(user_id) }));
    await lose(copied, "campus_users", [first!.id, second!.id]);
    const counts = {
      ...store.counts,
      ownersToReread: () => Promise.resolve({ entered: [first!.user], followed: [], gone: [] }),
    };
    const report = await copied.verify({ only: ["campus_users"], store: { ...store, counts } });
    expect(of(report, "campus_users")).toMatchObject({
      found: { missing: [second!.id] },
      pending: [first!.id],
    });
  });
});
