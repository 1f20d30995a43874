import { createSandbox, DEMO_APPLICATION, type Sandbox } from "@42sync/sandbox";
import { describe, expect, test } from "vitest";
import { createClient, endpoints, systemClock, type AnyEndpoint, type Client } from "../../src/index.js";
import { toRow, clientSource, makePlan, runPlan } from "../../src/internal.js";
import type { Mirrored } from "../../src/tables.js";
import { tables, type Scope } from "../../src/tables.js";
import { createMemoryStore, type MemoryStore, type RunEvent, type RunReport } from "../../src/sync/index.js";

const mirrored: readonly Mirrored[] = Object.values(tables).map((table) => ({
  table,
  endpoint: Object.values(endpoints).find((endpoint) => endpoint.name === table.resource) as AnyEndpoint,
}));
const everywhere: Scope = { cursusId: 21, campusIds: [] };
const application = { ...DEMO_APPLICATION, perSecond: 1000, perHour: 1_000_000 };

function clientOf(sandbox: Sandbox): Client {
  return createClient({ ...application, fetch: sandbox.fetch, clock: { ...systemClock } });
}

function run(
  client: Client,
  store: MemoryStore,
  scope: Scope,
  fullUpToPages: number,
  onEvent: (event: RunEvent) => void = () => undefined,
  finish?: AbortSignal,
  refreshHits = 0,
): Promise<RunReport> {
  const source = clientSource(client);
  const policy = {
    name: "test",
    fullUpToPages,
    referenceTtlMs: 20 * 3_600_000,
    marginMs: 300_000,
    refreshHits,
  };
  return runPlan({
    source,
    store,
    clock: systemClock,
    name: "test",
    plan: async () => makePlan({ policy, mirrored, store, scope, now: await source.serverNow() }),
    onEvent,
    ...(finish === undefined ? {} : { finish }),
  });
}

/**
 * What the copy should hold of a person table: the rows of the people here, of the scope, that point at
 * something that exists.
 */
function expected(
  sandbox: Sandbox,
  store: MemoryStore,
  name: "projects_users" | "campus_users" | "achievements_users" | "coalitions_users" | "cursus_users",
  scope: Scope,
) {
  const table = tables[name] as Mirrored["table"];
  const people = new Set(store.rows("users").map((row) => row["id"]));
  const parents = Object.entries(table.columns).flatMap(([column, { references }]) =>
    references === undefined || references.table === "users" ? [] : [[column, references.table] as const],
  );
  return sandbox
    .rows(name)
    .filter((item) => table.includes(item, scope))
    .map((item) => toRow(table, item))
    .filter(
      (row) =>
        people.has(row["user_id"]) &&
        parents.every(([column, parent]) => store.rows(parent).some((held) => held["id"] === row[column])),
    )
    .sort((a, b) => Number(a["id"]) - Number(b["id"]));
}

const byId = (rows: readonly Readonly<Record<string, unknown>>[]) =>
  [...rows].sort((a, b) => Number(a["id"]) - Number(b["id"]));

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
