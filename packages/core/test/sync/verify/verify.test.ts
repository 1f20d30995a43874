import { describe, expect, test } from "vitest";
import { copy42, of } from "./copied-42.js";
import { none, lose, idsIn } from "./lost-rows.js";

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
