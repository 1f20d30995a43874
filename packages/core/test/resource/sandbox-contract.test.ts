import { createSandbox, DEMO_APPLICATION, type Sandbox } from "@42sync/sandbox";
import { describe, expect, test } from "vitest";
import {
  createClient,
  endpoints,
  HttpError,
  systemClock,
  type AnyEndpoint,
  type Client,
} from "../../src/index.js";

/**
 * The declarations were made from the apidoc and from recorded answers, the sandbox as well, but apart: where
 * both agree, each confirms the other.
 */
const application = { ...DEMO_APPLICATION, perSecond: 100_000, perHour: 10_000_000 };
const sandbox = createSandbox({ seed: 7, size: 60, applications: [application], clock: () => 0 });
const client = clientOf(sandbox);

function clientOf(served: Sandbox): Client {
  // The first requests are still at two a second: a clock that does not wait.
  let now = Date.now();
  return createClient({
    ...application,
    fetch: served.fetch,
    clock: { ...systemClock, now: () => now, sleep: (ms) => ((now += ms), Promise.resolve()) },
  });
}

/** Where the list is; one that 42 has only under owners is asked for under the first owner who has rows. */
function pathOf({ name, path, onlyUnder }: AnyEndpoint): string {
  if (onlyUnder === undefined) return path;
  return path.replace(":id", String(sandbox.rows(name)[0]?.[onlyUnder.by]));
}

/** The owners under whom 42 lists the rows; undefined where it has the list as a whole. */
const ownersOf = ({ onlyUnder }: AnyEndpoint): readonly number[] | undefined =>
  onlyUnder && sandbox.rows(onlyUnder.variant).map((row) => Number(row["id"]));

/** The status of a list asked with raw parameters. */
async function statusOf(endpoint: AnyEndpoint, query: Record<string, string>): Promise<number> {
  try {
    await client.get(pathOf(endpoint), { query: { "page[size]": 5, ...query } });
    return 200;
  } catch (error) {
    if (error instanceof HttpError) return error.status;
    throw error;
  }
}

const idsOf = async (endpoint: AnyEndpoint, query: Record<string, string>): Promise<unknown[]> =>
  ((await client.get(pathOf(endpoint), { query: { "page[size]": 100, ...query } })) as { id: unknown }[]).map(
    (row) => row.id,
  );

/** A value that a filter of this name takes: an instant for times, a truth for flags, else a number. */
const flags =
  "active inactive future end blackholed retriable marked primary is_primary visible exam solo public".split(
    " ",
  );

function valueFor(name: string): string {
  if (/_at$/.test(name)) return "2026-01-01T00:00:00Z";
  return name.endsWith("?") || flags.includes(name) ? "true" : "1";
}
const rangeFor = (name: string): string => (/_at$/.test(name) ? "2020-01-01,2027-01-01" : "0,9");

const all: readonly (readonly [string, AnyEndpoint])[] = Object.entries(endpoints);

describe.each(all)("%s", (_name, endpoint) => {
  test("is read completely through its traversal; items parse and have no undeclared field", async () => {
    const own = clientOf(sandbox);
    const truth = sandbox.rows(endpoint.name).map((row) => Number(row["id"]));
    const pages = truth.length < 1000 ? { pageSize: 7 } : {};
    const ids = ownersOf(endpoint);
    const items: { id: number }[] = [];
    for await (const page of endpoint.onlyUnder === undefined
      ? own.resource(endpoint).pages(pages)
      : own.resource(endpoint).byIds({ by: endpoint.onlyUnder.by, ids: ids ?? [], ...pages }))
      items.push(...(page.items as { id: number }[]));
    expect(truth.length).toBeGreaterThan(0);
    expect([items.map((item) => item.id).sort((a, b) => a - b), own.unknownFields]).toEqual([truth, {}]);
  });

  test("every declared filter is answered", async () => {
    const statuses = await Promise.all(
      endpoint.filters.map(
        async (name) => [name, await statusOf(endpoint, { [`filter[${name}]`]: valueFor(name) })] as const,
      ),
    );
    expect(statuses.filter(([, status]) => status !== 200)).toEqual([]);
  });

  test("every declared range is answered", async () => {
    const statuses = await Promise.all(
      endpoint.ranges.map(
        async (name) => [name, await statusOf(endpoint, { [`range[${name}]`]: rangeFor(name) })] as const,
      ),
    );
    expect(statuses.filter(([, status]) => status !== 200)).toEqual([]);
  });

  test("every declared sort is answered", async () => {
    const statuses = await Promise.all(
      endpoint.sorts
        .flatMap((name) => [name, `-${name}`])
        .map(async (name) => [name, await statusOf(endpoint, { sort: name })] as const),
    );
    expect(statuses.filter(([, status]) => status !== 200)).toEqual([]);
  });

  test("undeclared parameters are refused or have no effect", async () => {
    const plain = await idsOf(endpoint, {});
    for (const query of [
      { "filter[no_such_name]": "1" },
      { "range[no_such_name]": "0,9" },
      { sort: "no_such_name" },
    ]) {
      const status = await statusOf(endpoint, query);
      if (status === 400) continue;
      expect([query, status, await idsOf(endpoint, query)]).toEqual([query, 200, plain]);
    }
  });

  test("an endpoint without filters or ranges is one that ignores them", async () => {
    const plain = await idsOf(endpoint, {});
    if (endpoint.filters.length === 0)
      expect(await idsOf(endpoint, { "filter[id]": String(plain[0]) })).toEqual(plain);
    if (endpoint.ranges.length === 0)
      expect(await idsOf(endpoint, { "range[id]": `${String(plain[0])},${String(plain[0])}` })).toEqual(
        plain,
      );
  });

  test("parameters declared as ineffective are refused or change nothing", async () => {
    const plain = await idsOf(endpoint, {});
    for (const parameter of Object.keys(endpoint.ineffective ?? {})) {
      const query = { [parameter]: parameter === "sort" ? "-id" : "1" };
      const status = await statusOf(endpoint, query);
      expect([parameter, status === 400 ? plain : await idsOf(endpoint, query)]).toEqual([parameter, plain]);
    }
  });

  test("its scoped lists are there", async () => {
    for (const [variant, template] of Object.entries(endpoint.under)) {
      // The sandbox has no pools to ask under.
      if (!(variant in endpoints)) continue;
      const owner = sandbox.rows(variant)[0]?.["id"];
      const path = template.replace(":id", String(owner));
      expect([path, Array.isArray(await client.get(path, { query: { "page[size]": 5 } }))]).toEqual([
        path,
        true,
      ]);
    }
  });
});

test("rows of owners are those that the owners have", async () => {
  const people = sandbox.rows("users").map((user) => Number(user["id"]));
  for (const endpoint of [
    endpoints.projects_users,
    endpoints.achievements_users,
    endpoints.campus_users,
    endpoints.coalitions_users,
    endpoints.cursus_users,
  ] as readonly AnyEndpoint[]) {
    const found: number[] = [];
    for await (const page of client.resource(endpoint).byIds({ by: "user_id", ids: people }))
      found.push(...(page.items as { id: number }[]).map((item) => item.id));
    expect([endpoint.name, found.sort((a, b) => a - b)]).toEqual([
      endpoint.name,
      sandbox.rows(endpoint.name).map((row) => row["id"]),
    ]);
  }
});

test("X-Total is what the client counts by", async () => {
  for (const [name, endpoint] of all) {
    const resource = client.resource(endpoint);
    const under = endpoint.onlyUnder?.variant;
    const counts =
      under === undefined
        ? [await resource.count()]
        : await Promise.all(
            (ownersOf(endpoint) ?? []).map((id) => resource.count({ under: { [under]: id } })),
          );
    expect([name, counts.reduce((sum, one) => sum + one, 0)]).toEqual([
      name,
      sandbox.rows(endpoint.name).length,
    ]);
  }
});
