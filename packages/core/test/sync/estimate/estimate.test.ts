import { createSandbox, DEMO_APPLICATION, type Sandbox } from "@42sync/sandbox";
import { describe, expect, test } from "vitest";
import { createClient, endpoints, systemClock, type AnyEndpoint, type Client } from "../../../src/index.js";
import { tables, type Scope } from "../../../src/tables.js";
import {
  clientSource,
  estimateFromRuns,
  estimatePlan,
  makePlan,
  runPlan,
  type Estimate,
  countsOf,
} from "../../../src/internal.js";
import type { Mirrored } from "../../../src/tables.js";
import { createMemoryStore, type MemoryStore, type Plan, type RunReport } from "../../../src/sync/index.js";

const mirrored: readonly Mirrored[] = Object.values(tables).map((table) => ({
  table,
  endpoint: Object.values(endpoints).find((endpoint) => endpoint.name === table.resource) as AnyEndpoint,
}));
const application = { ...DEMO_APPLICATION, perSecond: 1000, perHour: 1_000_000 };
const everywhere: Scope = { cursusId: 21, campusIds: [] };

interface Setting {
  readonly sandbox: Sandbox;
  readonly client: Client;
  readonly store: MemoryStore;
  readonly scope: Scope;
}

function setting(size: number, scope: Scope = everywhere): Setting {
  const sandbox = createSandbox({ size, seed: 7, applications: [application] });
  return {
    sandbox,
    client: createClient({ ...application, fetch: sandbox.fetch, clock: { ...systemClock } }),
    store: createMemoryStore(),
    scope,
  };
}

async function planOf(
  { client, store, scope }: Setting,
  fullUpToPages: number,
  refreshHits = 0,
): Promise<Plan> {
  const policy = {
    name: "test",
    fullUpToPages,
    referenceTtlMs: 20 * 3_600_000,
    marginMs: 300_000,
    refreshHits,
  };
  return makePlan({ policy, mirrored, store, scope, now: await client.serverNow() });
}

/** A client that begins anew, as each run does: only so it learns that the sandbox's time has jumped. */
const again = (given: Setting): Setting => ({
  ...given,
  client: createClient({ ...application, fetch: given.sandbox.fetch, clock: { ...systemClock } }),
});

async function estimate(given: Setting, fullUpToPages: number, refreshHits = 0): Promise<Estimate> {
  const { client, store } = given;
  return estimatePlan({
    plan: await planOf(given, fullUpToPages, refreshHits),
    store,
    now: await client.serverNow(),
    ...countsOf(client),
  });
}

function run(given: Setting, fullUpToPages: number, refreshHits = 0): Promise<RunReport> {
  const { client, store } = given;
  return runPlan({
    source: clientSource(client),
    store,
    clock: systemClock,
    name: "test",
    plan: () => planOf(given, fullUpToPages, refreshHits),
  });
}

const hitsOf = (
  passes: readonly { readonly table: string; readonly hits: number | null }[],
): Record<string, number | null> => Object.fromEntries(passes.map(({ table, hits }) => [table, hits]));

test("answers are remembered, failures are not", async () => {
  const { sandbox } = setting(30);
  let isDown = true;
  const fetch: typeof globalThis.fetch = (input, init) =>
    isDown && new Request(input).url.includes("/v2/")
      ? Promise.resolve(new Response("{}", { status: 403 }))
      : sandbox.fetch(input, init);
  const { count, sample } = countsOf(createClient({ ...application, fetch, clock: { ...systemClock } }));
  const ask = async (): Promise<readonly [number, number]> => [
    await count(endpoints.cursus, {}),
    (await sample(endpoints.cursus, {}, 16)).length,
  ];
  const asked = (): number => sandbox.requests.filter(({ path }) => path === "/v2/cursus").length;
  await expect(count(endpoints.cursus, {})).rejects.toMatchObject({ code: "E_FORBIDDEN" });
  await expect(sample(endpoints.cursus, {}, 16)).rejects.toMatchObject({ code: "E_FORBIDDEN" });
  isDown = false;
  expect([await ask(), asked()]).toEqual([[16, 16], 2]);
  expect([await ask(), asked()]).toEqual([[16, 16], 2]);
});

describe("an estimate against an unchanging sandbox", () => {
  test("is exact for a second run, pass by pass", async () => {
    const given = setting(700);
    await run(given, 5);
    for (const fullUpToPages of [5, 0]) {
      const estimated = await estimate(given, fullUpToPages);
      const report = await run(given, fullUpToPages);
      expect(hitsOf(estimated.passes)).toEqual(hitsOf(report.passes));
      expect([estimated.hits, estimated.unknown]).toEqual([report.hits, []]);
    }
  });

  test("of a refresh is exact, and within the hits that it may take", async () => {
    const given = setting(700);
    await run(given, 0);
    for (const refreshHits of [9, 100]) {
      const passes = (
        told: readonly { readonly table: string; readonly kind: string; readonly hits: number | null }[],
      ) => told.filter(({ kind }) => kind === "refresh").map(({ table, hits }) => [table, hits]);
      const estimated = await estimate(given, 0, refreshHits);
      const report = await run(given, 0, refreshHits);
      expect([passes(estimated.passes), passes(report.passes).map(([table]) => table)]).toEqual([
        passes(report.passes),
        ["users", "cursus_users", "coalitions_users"],
      ]);
      const spent = passes(report.passes).reduce((sum, [, hits]) => sum + Number(hits), 0);
      expect(spent).toBeLessThanOrEqual(refreshHits);
    }
  });

  test("of the first fill of a network is exact for lists, and within 10 % overall", async () => {
    const given = setting(700);
    const estimated = await estimate(given, 5);
    const report = await run(given, 5);
    const listed = report.passes.filter((pass) => pass.how === "list").map(({ table }) => table);
    const only = (
      passes: readonly { readonly table: string; readonly kind: string; readonly hits: number | null }[],
    ) => hitsOf(passes.filter(({ table, kind }) => listed.includes(table) && kind !== "parents"));
    expect(only(estimated.passes)).toEqual(only(report.passes));
    expect(Math.abs(estimated.hits - report.hits)).toBeLessThanOrEqual(Math.max(2, report.hits / 10));
  });

  test("of the first fill of a campus is within 10 %", async () => {
    const given = setting(3000, { cursusId: 21, campusIds: [1] });
    const estimated = await estimate(given, 5);
    const report = await run(given, 5);
    expect({
      estimated: hitsOf(estimated.passes),
      report: hitsOf(report.passes),
      close: Math.abs(estimated.hits - report.hits) <= Math.max(2, report.hits / 10),
    }).toMatchObject({ close: true });
  });
});

test("of a moving sandbox is within 10 %, or two hits", async () => {
  const given = setting(700);
  await run(given, 5);
  given.sandbox.advance("6h");
  const estimated = await estimate(again(given), 0);
  given.sandbox.advance("5m");
  const report = await run(again(given), 0);
  expect({
    estimated: hitsOf(estimated.passes),
    report: hitsOf(report.passes),
    close: Math.abs(estimated.hits - report.hits) <= Math.max(2, report.hits / 10),
  }).toMatchObject({ close: true });
});

test("an estimate from earlier runs costs nothing, and names what they do not cover", async () => {
  const given = setting(30);
  const plan = await planOf(given, 5);
  const estimated = estimateFromRuns({ ...plan, passes: plan.passes.slice(0, 2) }, [
    { table: "cursus", kind: "full", rows: 76, hits: 1 },
  ]);
  expect(estimated).toEqual({
    name: "test",
    scope: "cursus=21 campus=all",
    passes: [
      {
        table: "cursus",
        kind: "full",
        reason: "not filled yet",
        skip: false,
        rows: 76,
        hits: 1,
        counted: false,
      },
      {
        table: plan.passes[1]!.table.name,
        kind: "full",
        reason: "not filled yet",
        skip: false,
        rows: null,
        hits: null,
        counted: false,
      },
    ],
    rows: 76,
    hits: 1,
    unknown: [plan.passes[1]!.table.name],
  });
});
