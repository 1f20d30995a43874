import { createSandbox } from "@42sync/sandbox";
import { describe, expect, test } from "vitest";
import type { Scope } from "../../src/tables.js";
import { createMemoryStore } from "../../src/sync/index.js";
import { everywhere, application, clientOf, run, expected, byId } from "./sandbox-run.js";

describe("a run against the sandbox", () => {
  test("fills every table with exactly what 42 has in scope", async () => {
    const sandbox = createSandbox({ size: 60, applications: [application] });
    const store = createMemoryStore();
    const report = await run(clientOf(sandbox), store, everywhere, 5);
    expect(report.passes.map((pass) => [pass.table, pass.outcome, pass.invalidItems])).toEqual(
      report.passes.map((pass) => [pass.table, "complete", 0]),
    );
    const students = sandbox
      .rows("users")
      .filter((user) => user["kind"] === "student" && user["alumni?"] !== true);
    const enrolled = new Set(
      sandbox
        .rows("cursus_users")
        .filter((row) => row["cursus_id"] === 21)
        .map((row) => (row["user"] as { id?: number }).id),
    );
    expect(byId(store.rows("users")).map((row) => row["id"])).toEqual(
      students.map((user) => user["id"]).filter((id) => enrolled.has(Number(id))),
    );
    for (const name of [
      "projects_users",
      "campus_users",
      "achievements_users",
      "coalitions_users",
      "cursus_users",
    ] as const) {
      expect([name, byId(store.rows(name))]).toEqual([name, expected(sandbox, store, name, everywhere)]);
    }
    expect(
      [...store.quarantine.values()].some(
        (one) => one.table === "coalitions_users" && one.reason === "missing_parent",
      ),
    ).toBe(true);
    expect(report.unknownFields).toEqual({});
  });

  test("a campus costs hits for its own people, not for the network", async () => {
    const sandbox = createSandbox({ size: 400, applications: [application] });
    const store = createMemoryStore();
    const report = await run(clientOf(sandbox), store, { cursusId: 21, campusIds: [1] }, 5);
    expect([report.outcome, store.rows("users").length > 0]).toEqual(["complete", true]);
    const primary = new Set(
      sandbox
        .rows("campus_users")
        .filter((row) => row["campus_id"] === 1 && row["is_primary"] === true)
        .map((row) => row["user_id"]),
    );
    expect(store.rows("users").every((row) => primary.has(row["id"]))).toBe(true);
    expect(report.hits).toBe(sandbox.requests.filter((request) => request.path.startsWith("/v2/")).length);
  });

  test("a pass by people says how many pages it will take, correct at its end", async () => {
    const sandbox = createSandbox({ size: 400, applications: [application] });
    const told: (number | null)[] = [];
    const report = await run(
      clientOf(sandbox),
      createMemoryStore(),
      everywhere,
      5,
      (event) => event.type === "page" && event.table === "projects_users" && told.push(event.totalPages),
    );
    const pass = report.passes.find((one) => one.table === "projects_users");
    expect([pass?.how, told.at(-1), told.length]).toEqual(["by ids", told.length, told.length]);
    expect(told.filter((total, page) => total === null || total < page + 1)).toEqual([]);
  });

  test.each([
    ["all campuses", [], 150],
    ["one campus", [1], 500],
  ] as const)(
    "after days of changes, with an incremental run a day, the people of %s have every row whose updated_at moved",
    async (_name, campusIds, size) => {
      const scope: Scope = { cursusId: 21, campusIds };
      const sandbox = createSandbox({ size, applications: [application] });
      const store = createMemoryStore();
      await run(clientOf(sandbox), store, scope, 5);
      const before = store.rows("users").length;
      for (let day = 0; day < 4; day += 1) {
        sandbox.advance("1d");
        expect((await run(clientOf(sandbox), store, scope, 0)).outcome).toBe("complete");
      }
      expect(store.rows("users").length).toBeGreaterThan(before);
      for (const name of [
        "projects_users",
        "campus_users",
        "achievements_users",
        "coalitions_users",
        "cursus_users",
      ] as const) {
        const held = new Set(store.rows(name).map((row) => row["id"]));
        expect([name, expected(sandbox, store, name, scope).filter((row) => !held.has(row["id"]))]).toEqual([
          name,
          [],
        ]);
      }
      const truth = new Map(sandbox.rows("users").map((user) => [user["id"], user["updated_at"]]));
      expect(store.rows("users").filter((row) => truth.get(row["id"]) !== row["updated_at"])).toEqual([]);
    },
  );
});
