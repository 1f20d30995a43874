import { describe, expect, test } from "vitest";
import { tables } from "../../../src/tables.js";
import { copy42, of, type Copied42 } from "./copied-42.js";

const none = { missing: [], gone: [], changed: [] };
const long = "2024-01-01T00:00:00.000Z";

/** Takes rows out of the copy behind its back. */
async function lose({ store }: Copied42, table: keyof typeof tables, ids: readonly number[]): Promise<void> {
  await store.pages.commit({
    table: tables[table],
    scope: "",
    passId: null,
    entries: [],
    invalidItems: [],
    skipped: 0,
    gone: ids,
  });
}

const idsIn = ({ store }: Copied42, table: string): number[] =>
  store
    .rows(table)
    .map((row) => Number(row["id"]))
    .sort((a, b) => a - b);

describe("verify", () => {
  test("finds no difference in a fresh copy, with rows out of scope and in quarantine", async () => {
    const copied = await copy42(150);
    const first = await copied.verify();
    expect(
      first.tables.map(({ table, remains, pending, error }) => ({ table, remains, pending, error })),
    ).toEqual(first.tables.map(({ table }) => ({ table, remains: none, pending: [], error: null })));
    expect({ different: first.different, failed: first.failed, tables: first.tables.length }).toEqual({
      different: false,
      failed: false,
      tables: 12,
    });
    expect(first.tables.map(({ table, here, there }) => [table, here === there])).toEqual(
      first.tables.map(({ table }) => [table, true]),
    );
    // Rows of another cursus were skipped by the pass, which remembers them.
    expect(of(first, "projects_users")).toMatchObject({
      how: "owners",
      hits: 2,
      owners: { compared: 146, of: 146 },
    });
    expect(of(first, "projects_users").knownNotStored).toBeGreaterThan(100);
    expect(of(first, "coalitions_users").knownNotStored).toBe(copied.store.quarantine.size);
  });

  test("reports missing and gone rows; a repair stores or marks them and counts again", async () => {
    const copied = await copy42(300, { only: ["users", "achievements", "campuses", "achievements_users"] });
    const users = idsIn(copied, "users");
    const [lost, gone] = [[users[10]!, users[200]!], [users[50]!]];
    const scores = idsIn(copied, "achievements_users");
    await lose(copied, "users", lost);
    await lose(copied, "achievements_users", [scores[7]!]);
    copied.sandbox.remove("users", gone[0]!);
    const only = ["users", "achievements_users"];
    const seen = await copied.verify({ only });
    expect(of(seen, "users")).toMatchObject({
      how: "list",
      found: { missing: lost, gone, changed: [] },
      remains: { missing: lost, gone, changed: [] },
      repaired: null,
    });
    expect(seen.different).toBe(true);
    const repaired = await copied.verify({ only, repair: true });
    expect(of(repaired, "users")).toMatchObject({
      found: { missing: lost, gone },
      remains: none,
      repaired: { stored: 2, marked: 1 },
    });
    expect(of(repaired, "achievements_users").found.missing).toContain(scores[7]);
    expect({ different: repaired.different, here: idsIn(copied, "users") }).toEqual({
      different: false,
      here: users.filter((id) => id !== gone[0]),
    });
    expect((await copied.verify({ only })).different).toBe(false);
  });

  test("reports what a repair could not store, even when the hits are not enough to count again", async () => {
    const copied = await copy42(60, { only: ["users"] });
    const users = idsIn(copied, "users");
    await lose(copied, "users", [users[10]!, users[20]!]);
    copied.sandbox.update("users", users[20]!, { login: null }, { touch: false });
    const report = await copied.verify({ only: ["users"], repair: true, budget: 1 });
    expect(of(report, "users")).toMatchObject({
      hits: 1,
      found: { missing: [users[10], users[20]] },
      remains: { missing: [users[20]] },
      repaired: { stored: 1, marked: 0 },
    });
    expect(report.different).toBe(true);
  });

  test("a forgotten person that is gone at 42 too needs no repair", async () => {
    const copied = await copy42(60, { only: ["users"] });
    const { store, sandbox } = copied;
    const person = idsIn(copied, "users")[10]!;
    await lose(copied, "users", [person]);
    sandbox.remove("users", person);
    const counts = {
      ...store.counts,
      knownNotStored: () => Promise.resolve([{ id: person, owner: null, because: "forgotten" } as const]),
    };
    const report = await copied.verify({ only: ["users"], repair: true, store: { ...store, counts } });
    expect(of(report, "users")).toMatchObject({ hits: 1, found: none, remains: none, repaired: null });
  });

  test("finds surplus and missing rows of people, by the count of their hundred or by id", async () => {
    const copied = await copy42(300, { only: ["users", "campuses", "campus_users"] });
    const memberships = idsIn(copied, "campus_users");
    await lose(copied, "campus_users", [memberships[3]!]);
    copied.sandbox.remove("campus_users", memberships[250]!);
    const report = await copied.verify({ only: ["campus_users"], repair: true });
    expect(of(report, "campus_users")).toMatchObject({
      found: { missing: [memberships[3]], gone: [memberships[250]] },
      remains: none,
      owners: { compared: 278, of: 278 },
    });
  });

  test("what changed at 42 after the watermark is pending, not different", async () => {
    const copied = await copy42(200, { only: ["users"] });
    const person = idsIn(copied, "users")[20]!;
    copied.sandbox.advance("1m");
    copied.sandbox.update("users", person, { "alumni?": true });
    const report = await copied.verify({ only: ["users"] });
    expect(of(report, "users")).toMatchObject({ found: none, pending: [person] });
    expect(report.different).toBe(false);
  });

  test("people that left without a new updated_at are reported as changed, and stored as 42 has them", async () => {
    const copied = await copy42(200, { only: ["users"] });
    const person = idsIn(copied, "users")[20]!;
    copied.sandbox.update("users", person, { "alumni?": true }, { touch: false });
    const report = await copied.verify({ only: ["users"], repair: true });
    expect(of(report, "users")).toMatchObject({
      found: { ...none, changed: [person] },
      remains: none,
      repaired: { stored: 1, marked: 0 },
    });
    expect(copied.store.rows("users").find((row) => row["id"] === person)?.["alumni"]).toBe(true);
  });

  test("a campus is compared by its members; people that moved are reported, and are not differences", async () => {
    const copied = await copy42(400, { campusIds: [1] });
    const clean = await copied.verify();
    expect({
      different: clean.different,
      users: of(clean, "users").here === of(clean, "users").there,
    }).toEqual({ different: false, users: true });
    const [leaving] = copied.store.rows("users").map((row) => Number(row["id"]));
    const membership = copied.store
      .rows("campus_users")
      .find((row) => row["user_id"] === leaving && row["is_primary"] === true);
    copied.sandbox.update("campus_users", Number(membership?.["id"]), { campus_id: 12 }, { touch: false });
    const report = await copied.verify({ only: ["users"] });
    expect(of(report, "users")).toMatchObject({ found: none, elsewhere: [leaving] });
  });

  test("deletions above the limit are reported and not marked, unless allowed", async () => {
    const copied = await copy42(300, { only: ["users"] });
    const gone = idsIn(copied, "users").slice(0, 60);
    for (const id of gone) copied.sandbox.remove("users", id);
    const stopped = await copied.verify({ only: ["users"], repair: true });
    expect(of(stopped, "users")).toMatchObject({
      found: { missing: [], gone },
      remains: { missing: [], gone },
      overDeletionLimit: 60,
      repaired: { stored: 0, marked: 0 },
    });
    expect([stopped.overDeletionLimit, idsIn(copied, "users").length]).toEqual([60, 278]);
    const allowed = await copied.verify({ only: ["users"], repair: true, allowMassDeletion: true });
    expect(of(allowed, "users")).toMatchObject({
      remains: none,
      overDeletionLimit: 0,
      repaired: { stored: 0, marked: 60 },
    });
  });

  test("people are compared in rotation as far as the hits allow, and the rest is reported", async () => {
    const copied = await copy42(260, { only: ["users", "coalitions", "coalitions_users"] });
    await copied.verify({ only: ["coalitions_users"] });
    const memberships = copied.store.rows("coalitions_users");
    const newest = Math.max(...copied.store.rows("users").map((row) => Number(row["id"])));
    const lost = memberships.filter((row) => row["user_id"] === newest).map((row) => Number(row["id"]));
    await lose(copied, "coalitions_users", lost);
    const rounds = [];
    for (let night = 0; night < 4; night += 1) {
      copied.sandbox.advance(2_000);
      rounds.push(of(await copied.verify({ only: ["coalitions_users"], budget: 1 }), "coalitions_users"));
    }
    expect(
      rounds.map(({ owners, hits, error }) => ({
        few: (owners?.compared ?? 0) < (owners?.of ?? 0),
        hits: hits <= 1,
        error,
      })),
    ).toEqual(rounds.map(() => ({ few: true, hits: true, error: null })));
    expect(rounds[0]!.reason).toMatch(/^\d+ owners not compared: hit budget exhausted \(1 of 1\)$/);
    expect(rounds.flatMap(({ found }) => found.missing)).toEqual(lost);
  });

  test("compares the values of random rows and names columns that differ without a new updated_at", async () => {
    const copied = await copy42(120, { only: ["users", "cursus", "cursus_users"] });
    const ids = idsIn(copied, "cursus_users");
    copied.sandbox.update("cursus_users", ids[5]!, { level: 20.5 }, { touch: false });
    const report = await copied.verify({ only: ["cursus_users"], sample: 500 });
    expect(of(report, "cursus_users")).toMatchObject({
      found: none,
      sampled: ids.length,
      differing: [{ id: ids[5], columns: ["level", "skills"] }],
    });
    expect(report.different).toBe(true);
    const repaired = await copied.verify({ only: ["cursus_users"], sample: 500, repair: true });
    expect(of(repaired, "cursus_users")).toMatchObject({
      differing: [{ id: ids[5] }],
      repaired: { stored: 1, marked: 0 },
    });
    expect(repaired.different).toBe(false);
  });

  test("a table that never completed is not compared, and costs nothing", async () => {
    const copied = await copy42(30, { only: ["users"] });
    const report = await copied.verify({ scope: { cursusId: 21, campusIds: [9] } });
    expect(report).toMatchObject({ hits: 0, different: false, failed: false });
    expect(new Set(report.tables.map(({ how, reason }) => `${how}: ${String(reason)}`))).toEqual(
      new Set(["none: never completed: run nightly first"]),
    );
  });

  test("a repair does not wait for another run", async () => {
    const copied = await copy42(30, { only: ["users"] });
    const held = await copied.store.lock.acquire({ run: "nightly" });
    await expect(copied.verify({ repair: true })).rejects.toMatchObject({ code: "E_LOCKED" });
    await held.release();
  });
});

test("an empty page in place of promised rows is requested again, and is not a surplus row", async () => {
  const copied = await copy42(60, { only: ["users"] });
  copied.sandbox.fault({
    kind: "status",
    status: 200,
    headers: { "Content-Type": "application/json", "X-Total": "54", "X-Per-Page": "100" },
    body: "[]",
    when: ({ path }) => path.endsWith("/users"),
  });
  expect(of(await copied.verify({ only: ["users"] }), "users")).toMatchObject({
    found: none,
    elsewhere: [],
    hits: 2,
  });
});

test("rows that a pass skipped and did not remember are read once, and are not differences", async () => {
  const copied = await copy42(100, { only: ["users", "cursus", "campuses", "projects", "projects_users"] });
  const { id, user } = copied.sandbox.rows("projects_users")[0] as { id: number; user: { id: number } };
  expect(copied.store.rows("users").some((row) => row["id"] === user.id)).toBe(true);
  copied.sandbox.insert("projects_users", {
    ...copied.sandbox.rows("projects_users")[0],
    id: 9_000_000,
    cursus_ids: [9],
    created_at: long,
    updated_at: long,
  });
  const report = of(await copied.verify({ only: ["projects_users"] }), "projects_users");
  const again = of(await copied.verify({ only: ["projects_users"] }), "projects_users");
  expect({
    found: report.found,
    less: again.hits < report.hits,
    more: again.knownNotStored - report.knownNotStored,
    id,
  }).toEqual({ found: none, less: true, more: 1, id });
});

test("a row that 42 dates before the copy is missing, whatever its id", async () => {
  const copied = await copy42(120, { only: ["users", "cursus", "cursus_users"] });
  const [first] = copied.store.rows("cursus_users");
  copied.sandbox.insert("cursus_users", {
    ...first,
    id: 900_000,
    user: { id: first!["user_id"] },
    created_at: long,
    updated_at: long,
  });
  expect(of(await copied.verify({ only: ["cursus_users"] }), "cursus_users").found).toEqual({
    missing: [900_000],
    gone: [],
    changed: [],
  });
});

describe("with few hits", () => {
  const people = async ({ store }: Copied42): Promise<readonly number[]> => store.counts.ids(tables.users);

  // Each hit is the turn of a table at least, and everybody's rows take two of them.
  test.each([
    [1, 14],
    [3, 6],
    [12, 2],
  ])("%i at a time reach every table and everybody's rows in %i nights", async (budget, mostNights) => {
    const copied = await copy42(120, {
      only: ["users", "cursus", "campuses", "coalitions", "coalitions_users", "campus_users", "cursus_users"],
    });
    const comparable = (await copied.verify({ budget: 0 })).tables
      .filter(({ reason }) => reason === "no hits remained for it")
      .map(({ table }) => table);
    const owned = ["campus_users", "cursus_users", "coalitions_users"];
    const compared = new Set<string>();
    let nights = 0;
    const isThrough = async (table: string): Promise<boolean> => {
      const ranges = await copied.store.watermarks.verified(
        tables[table as keyof typeof tables],
        "cursus=21 campus=all",
      );
      const coverage = (await people(copied)).filter((id) =>
        ranges.some(({ from, to }) => from <= id && id <= to),
      );
      return owned.includes(table) ? coverage.length === (await people(copied)).length : ranges.length > 0;
    };
    while (compared.size < comparable.length && nights < 40) {
      nights += 1;
      copied.sandbox.advance("1d");
      const report = await copied.verify({ budget });
      expect({ few: report.hits <= budget, different: report.different, failed: report.failed }).toEqual({
        few: true,
        different: false,
        failed: false,
      });
      for (const table of comparable) if (await isThrough(table)) compared.add(table);
    }
    expect({
      comparable: comparable.length,
      compared: [...compared].sort(),
      few: nights <= mostNights,
    }).toEqual({ comparable: 7, compared: [...comparable].sort(), few: true });
  });

  test("the longest waiting come next, and what is not compared says since when", async () => {
    const copied = await copy42(40, { only: ["users", "campuses", "campus_users"] });
    const only = ["users", "campuses", "campus_users"];
    const turns: unknown[] = [];
    for (let night = 0; night < 4; night += 1) {
      copied.sandbox.advance("1d");
      const { tables: all } = await copied.verify({ only, budget: 1 });
      turns.push(
        all.map(({ table, how, remaining }) => {
          const since = String(remaining?.oldest?.slice(0, 10) ?? null);
          const left = remaining === null ? "none" : `${since} ${String(remaining.never)}`;
          return `${table}: ${how === "none" ? "" : `${how}, `}left ${left}`;
        }),
      );
    }
    expect(turns).toEqual([
      ["campuses: list, left none", "users: left null 0", "campus_users: left null 36"],
      ["campuses: left 2026-11-24 0", "users: list, left none", "campus_users: left null 36"],
      ["campuses: left 2026-11-24 0", "users: left 2026-11-25 0", "campus_users: owners, left none"],
      ["campuses: list, left none", "users: left 2026-11-25 0", "campus_users: left 2026-11-26 0"],
    ]);
  });
});

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
