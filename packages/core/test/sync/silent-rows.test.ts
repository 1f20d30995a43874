import { createSandbox } from "@42sync/sandbox";
import { describe, expect, test } from "vitest";
import { tables } from "../../src/tables.js";
import { createMemoryStore, type RunEvent } from "../../src/sync/index.js";
import { everywhere, application, clientOf, run, expected, byId } from "./sandbox-run.js";

describe("rows that change without their updated_at", () => {
  test("levels and scores are those of 42 after each incremental run", async () => {
    const sandbox = createSandbox({ size: 150, applications: [application] });
    const store = createMemoryStore();
    await run(clientOf(sandbox), store, everywhere, 5);
    const before = new Map(store.rows("cursus_users").map((row) => [row["id"], row["level"]]));
    const reasons: string[] = [];
    for (let day = 0; day < 2; day += 1) {
      sandbox.advance("1d");
      const report = await run(clientOf(sandbox), store, everywhere, 0);
      reasons.push(
        ...report.passes.filter((pass) => pass.table === "cursus_users").map((pass) => pass.reason),
      );
    }
    for (const [name, column] of [
      ["cursus_users", "level"],
      ["coalitions_users", "score"],
    ] as const) {
      const values = (rows: readonly Readonly<Record<string, unknown>>[]) =>
        byId(rows).map((row) => [row["id"], row[column]]);
      expect([name, values(store.rows(name))]).toEqual([
        name,
        values(expected(sandbox, store, name, everywhere)),
      ]);
    }
    expect(
      store
        .rows("cursus_users")
        .some((row) => before.has(row["id"]) && before.get(row["id"]) !== row["level"]),
    ).toBe(true);
    expect(reasons.filter((reason) => !reason.includes("whose projects moved ("))).toEqual([]);
  });

  test("a renamed reference row is updated with its full list", async () => {
    const sandbox = createSandbox({ size: 30, applications: [application] });
    const store = createMemoryStore();
    await run(clientOf(sandbox), store, everywhere, 5);
    const names = ["cursus", "campuses", "projects", "achievements", "coalitions"] as const;
    const renamed = names.map((table) => ({ table, id: Number(store.rows(table)[0]!["id"]) }));
    for (const { table, id } of renamed)
      sandbox.update(tables[table].resource, id, { name: `new ${table}` }, { touch: false });
    sandbox.advance("1d");
    await run(clientOf(sandbox), store, everywhere, 5);
    expect(
      renamed.map(({ table, id }) => store.rows(table).find((row) => row["id"] === id)?.["name"]),
    ).toEqual(names.map((table) => `new ${table}`));
  });

  test("a renamed row of a long reference list is updated within a week, if rows are refreshed at all", async () => {
    const sandbox = createSandbox({ size: 30, applications: [application] });
    const store = createMemoryStore();
    await run(clientOf(sandbox), store, everywhere, 0);
    const { id, name } = store.rows("achievements")[0]!;
    sandbox.update("achievements", Number(id), { name: "renamed" }, { touch: false });
    const read = async (refreshHits: number): Promise<unknown> => {
      const { passes } = await run(
        clientOf(sandbox),
        store,
        everywhere,
        0,
        undefined,
        undefined,
        refreshHits,
      );
      const { kind, reason } = passes.find(({ table }) => table === "achievements")!;
      return [kind, reason, store.rows("achievements").find((row) => row["id"] === id)?.["name"]];
    };
    sandbox.advance("6d");
    expect(await read(100)).toEqual(["window", "changes since the last complete pass", name]);
    sandbox.advance("1d");
    expect(await read(0)).toEqual(["window", "changes since the last complete pass", name]);
    sandbox.advance("1d");
    expect(await read(100)).toEqual([
      "full",
      "not read in full for 7 days, and a rename may not show",
      "renamed",
    ]);
    sandbox.advance("1d");
    expect(await read(100)).toEqual(["window", "changes since the last complete pass", "renamed"]);
  });

  test("owners whose projects moved are still re-read, once, when the run ends between the passes", async () => {
    const sandbox = createSandbox({ size: 150, applications: [application] });
    const store = createMemoryStore();
    await run(clientOf(sandbox), store, everywhere, 5);
    sandbox.advance("1d");
    const stop = new AbortController();
    const finish = (event: RunEvent): void => {
      if (event.type === "pass-end" && event.table === "projects_users") stop.abort();
    };
    expect((await run(clientOf(sandbox), store, everywhere, 0, finish, stop.signal)).outcome).toBe("partial");
    const { followed } = await store.counts.ownersToReread(tables.cursus_users, "cursus=21 campus=all");
    expect(followed.length).toBeGreaterThan(0);
    expect((await run(clientOf(sandbox), store, everywhere, 0)).outcome).toBe("complete");
    expect(await store.counts.ownersToReread(tables.cursus_users, "cursus=21 campus=all")).toEqual({
      entered: [],
      followed: [],
      gone: [],
    });
    const levels = (rows: readonly Readonly<Record<string, unknown>>[]) =>
      byId(rows).map((row) => [row["id"], row["level"]]);
    expect(levels(store.rows("cursus_users"))).toEqual(
      levels(expected(sandbox, store, "cursus_users", everywhere)),
    );
  });
});
