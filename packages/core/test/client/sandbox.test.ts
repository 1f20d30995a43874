import { createSandbox, DEMO_APPLICATION, type Sandbox, type SandboxOptions } from "@42sync/sandbox";
import { describe, expect, test } from "vitest";
import { createClient, type Client, type ClientSettings } from "../../src/index.js";
import { createFakeClock, type FakeClock } from "../fake-clock.js";
import { collect, failure } from "./client-of.js";

interface Setup {
  readonly sandbox: Sandbox;
  readonly client: Client;
  readonly clock: FakeClock;
}

/** A client and a 42 on the same virtual time, at the rate of an ordinary application. */
function setup(options: SandboxOptions = {}, settings: ClientSettings = {}): Setup {
  const clock = createFakeClock();
  const sandbox = createSandbox({
    seed: 3,
    size: 250,
    clock: () => clock.now(),
    now: "2026-11-23T08:10:00Z",
    ...options,
  });
  const client = createClient({
    clientId: DEMO_APPLICATION.clientId,
    clientSecret: DEMO_APPLICATION.clientSecret,
    nextClientSecret: DEMO_APPLICATION.nextSecret,
    fetch: sandbox.fetch,
    clock,
    random: () => 0.5,
    ...settings,
  });
  return { sandbox, client, clock };
}

const statuses = (sandbox: Sandbox): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { path, status } of sandbox.requests)
    if (path.startsWith("/v2/")) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};
const truth = (sandbox: Sandbox, name: string): number[] =>
  sandbox.rows(name).map((row) => Number(row["id"]));
const read = async (client: Client, settings: { readonly pageSize?: number } = {}): Promise<number[]> =>
  (await client.users.all(settings)).map((user) => user.id).sort((a, b) => a - b);

describe("against a local 42", () => {
  test("a list at two requests a second is never answered 429", async () => {
    const { sandbox, client, clock } = setup();
    expect(await clock.run(read(client, { pageSize: 3 }))).toEqual(truth(sandbox, "users"));
    expect(Object.keys(statuses(sandbox))).toEqual(["200"]);
  });

  test("a token that expires in between is replaced, and no page is lost", async () => {
    const { sandbox, client, clock } = setup({ tokenLifeSeconds: 20 });
    expect(await clock.run(read(client, { pageSize: 3 }))).toEqual(truth(sandbox, "users"));
    expect(sandbox.requests.filter((request) => request.path === "/oauth/token").length).toBeGreaterThan(2);
  });

  test("a token that 42 revokes in the middle of a list costs one hit", async () => {
    const { sandbox, client, clock } = setup();
    const ids: number[] = [];
    const reading = async (): Promise<void> => {
      for await (const page of client.users.pages({ lanes: 1, pageSize: 100 })) {
        if (ids.length === 0) sandbox.expireToken(DEMO_APPLICATION.clientId);
        ids.push(...page.items.map((user) => user.id));
      }
    };
    await clock.run(reading());
    expect([ids, statuses(sandbox)["401"]]).toEqual([truth(sandbox, "users"), 1]);
  });

  test("a rotated secret is replaced by the next one", async () => {
    const { sandbox, client, clock } = setup();
    sandbox.rotateSecret(DEMO_APPLICATION.clientId);
    expect(await clock.run(client.cursus.count())).toBe(sandbox.rows("cursus").length);
  });

  test("reaching the hourly limit ends with the time at which it resets, by the local clock", async () => {
    const { sandbox, client, clock } = setup({ applications: [{ ...DEMO_APPLICATION, perHour: 10 }] });
    expect(await clock.run(failure(read(client, { pageSize: 3 })))).toMatchObject({
      code: "E_BUDGET",
      resetsAt: expect.any(Date) as unknown,
    });
    // The sandbox's clock is ten minutes ahead of the local one: 50 minutes are left of its hour.
    const error = await failure(client.users.count());
    expect((error as { resetsAt: Date }).resetsAt.toISOString().slice(0, 16)).toBe("2026-11-23T08:50");
    expect([statuses(sandbox), client.usage.hits]).toEqual([{ 200: 10 }, 10]);
  });

  test("or waits, hour by hour", async () => {
    const { sandbox, client, clock } = setup(
      { applications: [{ ...DEMO_APPLICATION, perHour: 30 }] },
      { whenSpent: "wait" },
    );
    expect(await clock.run(read(client, { pageSize: 3 }))).toEqual(truth(sandbox, "users"));
    expect(Object.keys(statuses(sandbox))).toEqual(["200"]);
  });

  test.each([true, false])(
    "another program on the same application makes it slower, not wrong (Retry-After: %s)",
    async (retryAfter) => {
      const { sandbox, client, clock } = setup({ retryAfter });
      const other = createClient({
        clientId: DEMO_APPLICATION.clientId,
        clientSecret: DEMO_APPLICATION.clientSecret,
        fetch: sandbox.fetch,
        clock: { ...clock },
        random: () => 0.9,
      });
      const [ids, others] = await clock.run(
        Promise.all([read(client, { pageSize: 10 }), read(other, { pageSize: 10 })]),
      );
      expect([ids, others]).toEqual([truth(sandbox, "users"), truth(sandbox, "users")]);
      expect(statuses(sandbox)["429"]).toBeGreaterThan(0);
    },
  );

  test("faults of every kind, in one of five requests, change nothing", async () => {
    const { sandbox, client, clock } = setup();
    for (const kind of ["html", "truncated", "empty", "reset"] as const)
      sandbox.fault({ kind, times: Infinity, probability: 0.04 });
    for (const status of [500, 502, 504])
      sandbox.fault({ kind: "status", status, times: Infinity, probability: 0.02 });
    sandbox.fault({ kind: "retry-after", times: 20, probability: 0.04 });
    expect(await clock.run(read(client, { pageSize: 3 }))).toEqual(truth(sandbox, "users"));
    expect(statuses(sandbox)["200"]).toBeLessThan(client.usage.hits);
  });

  test("a resource that this application may not read is forbidden, with a hint", async () => {
    const { client, clock } = setup({ applications: [{ ...DEMO_APPLICATION, forbidden: ["coalitions"] }] });
    expect(await clock.run(failure(collect(client.coalitions.pages())))).toMatchObject({
      code: "E_FORBIDDEN",
      status: 403,
      hint: "42 opens this path to applications with certain roles only",
    });
  });

  test("a 400 quotes 42's message", async () => {
    const { client, clock } = setup();
    expect(
      await clock.run(failure(client.get("/v2/users", { query: { "filter[campus_id]": 1 } }))),
    ).toMatchObject({
      code: "E_HTTP",
      status: 400,
      hint: expect.stringMatching(/^42 says: Attributes campus_id doesn't exists/) as string,
    });
  });
});
