import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPgBudget, createPgStore, type PgBudget, type PgPool } from "@42sync/pg-store";
import type { Clock } from "@42sync/core";
import { scratchDatabase, type ScratchDatabase } from "../../../../testing/databases.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

let applications = 0;

/**
 * Budgets of one application, each with connections of its own, and a clock that jumps over waits and notes
 * them.
 */
function budgets(count: number): {
  readonly open: readonly PgBudget[];
  readonly application: string;
  readonly clock: Clock & { now: () => number; at: number };
} {
  const clock = {
    at: Date.parse("2026-11-23T08:00:00Z"),
    now: (): number => clock.at,
    sleep: (ms: number): Promise<void> => {
      clock.at += ms;
      return Promise.resolve();
    },
  };
  const application = `https://api.intra.42.fr u-s4t2ud-${String((applications += 1))}`;
  return {
    application,
    clock,
    open: Array.from({ length: count }, () =>
      createPgBudget({ connectionString: database.url, application, clock }),
    ),
  };
}

describe("one budget in PostgreSQL", () => {
  test("says what to do before anything was migrated", async () => {
    const { open } = budgets(1);
    await expect(open[0]!.reserve()).rejects.toMatchObject({
      code: "E_STORE",
      hint: "if it is a table of 42sync, run migrate first: `npx 42sync migrate`, or `await store.migrate()`",
    });
    await open[0]!.close();
  });

  test("is shared by all who name the same application, over connections of their own", async () => {
    const store = createPgStore({ pool: database.pool });
    await store.migrate();
    const { open, application, clock } = budgets(2);
    const [first, second] = open as [PgBudget, PgBudget];
    const began = clock.at;
    const starts: number[] = [];
    for (const budget of [first, second, first, second, first, second]) {
      await budget.reserve();
      starts.push(clock.at - began);
    }
    expect(starts).toEqual([0, 0, 1060, 1060, 2120, 2120]);
    first.observe({
      date: new Date(clock.at),
      perSecond: 2,
      perHour: 1200,
      remainingThisHour: 1,
      refused: false,
      sentAt: clock.at,
    });
    await first.reserve();
    await expect(second.reserve()).rejects.toMatchObject({
      code: "E_BUDGET",
      resetsAt: new Date("2026-11-23T09:00:00Z"),
    });
    const other = budgets(1);
    await other.open[0]!.reserve();
    const { rows } = await database.pool.query(
      "select application, windows #>> '{hour,used}' as used from sync42.budgets order by application",
    );
    expect(rows).toEqual([
      { application, used: "1200" },
      { application: other.application, used: "1" },
    ]);
    await Promise.all([...open, ...other.open].map((budget) => budget.close()));
    const told = await createPgStore({ pool: database.pool, clock }).reports.sharedUsage();
    expect(told.filter((one) => one.application === application)).toEqual([
      {
        application,
        perHour: 1200,
        remainingThisHour: 0,
        hourResetsAt: "2026-11-23T09:00:00.000Z",
        changedAt: expect.any(String) as string,
      },
    ]);
    clock.at += 3_600_000;
    expect(
      (await createPgStore({ pool: database.pool, clock }).reports.sharedUsage()).find(
        (one) => one.application === application,
      ),
    ).toMatchObject({ remainingThisHour: 1200, hourResetsAt: "2026-11-23T10:00:00.000Z" });
  });

  test("is taken by the server from a process that stands still, and its connections stay as they were", async () => {
    const seen: unknown[] = [];
    const pool: PgPool = {
      connect: async () => {
        const client = await database.pool.connect();
        const timeout = async (): Promise<unknown> =>
          (
            await client.query<{ timeout: string }>(
              "select current_setting('idle_in_transaction_session_timeout') as timeout",
            )
          ).rows[0]?.timeout;
        return {
          query: async (query, values) => {
            if (typeof query === "string" && query.startsWith("insert into sync42.budgets"))
              seen.push(await timeout());
            const answer = await client.query(query as string, values);
            if (query === "commit") seen.push(await timeout());
            return answer;
          },
          release: () => {
            client.release();
          },
        };
      },
    };
    const budget = createPgBudget({ pool, application: "u-s4t2ud-still", clock: budgets(0).clock });
    await budget.reserve();
    await budget.close();
    expect(seen).toEqual(["30s", "0"]);
  });

  test("takes each start once when many ask at the same time", async () => {
    const { open, application } = budgets(4);
    await Promise.all(open.flatMap((budget) => [budget.reserve(), budget.reserve(), budget.reserve()]));
    const { rows } = await database.pool.query(
      "select windows #>> '{hour,used}' as used from sync42.budgets where application = $1",
      [application],
    );
    expect(rows).toEqual([{ used: "12" }]);
    await Promise.all(open.map((budget) => budget.close()));
  });
});
