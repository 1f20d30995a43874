import { createSandbox, DEMO_APPLICATION, type Sandbox } from "@42sync/sandbox";
import { beforeAll, describe, expect, test } from "vitest";
import { createClient, endpoints, systemClock } from "../../../src/index.js";
import { toRow, clientSource, makePlan, runPlan } from "../../../src/internal.js";
import type { Mirrored } from "../../../src/tables.js";
import { tables, type AnyTable, type Row, type Scope } from "../../../src/tables.js";
import { createMemoryStore, type RunReport } from "../../../src/sync/index.js";

const mirrored: readonly Mirrored[] = Object.values(tables).map((table) => ({
  table,
  endpoint: Object.values(endpoints).find(({ name }) => name === table.resource)!,
}));
const application = { ...DEMO_APPLICATION, perSecond: 1000, perHour: 1_000_000 };

type Item = Readonly<Record<string, unknown>>;

interface Copied42 {
  readonly sandbox: Sandbox;
  /** Lists are asked what changed, however short they are; so many hits go to a refresh. */
  run(refreshHits: number): Promise<RunReport>;
  /** A table's row here, and the one at 42. */
  here(table: string, id: number): Row | undefined;
  there(table: AnyTable, id: number): Row;
  rowsOf(table: string): readonly Row[];
}

/** A local 42 in which nobody changed of late, and a copy of it. Its clock goes an hour with each run. */
async function copied42(scope: Scope = { cursusId: 21, campusIds: [] }): Promise<Copied42> {
  let now = 0;
  const sandbox = createSandbox({ size: 60, clock: () => now, applications: [application] });
  const store = createMemoryStore();
  const run = (refreshHits: number): Promise<RunReport> => {
    now += 3_600_000;
    const source = clientSource(createClient({ ...application, fetch: sandbox.fetch, clock: systemClock }));
    const policy = {
      name: "test",
      fullUpToPages: 0,
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
    });
  };
  await run(0);
  return {
    sandbox,
    run,
    here: (table, id) => store.rows(table).find((row) => row["id"] === id),
    there: (table, id) => toRow(table, itemOf(sandbox, table.resource, id)),
    rowsOf: (table) => store.rows(table),
  };
}

const itemOf = (sandbox: Sandbox, resource: string, id: number): Item =>
  sandbox.rows(resource).find((item) => item["id"] === id)!;

const idsOf = ["cursus_users", "coalitions_users", "projects_users"] as const;
type Person = Readonly<Record<"users" | (typeof idsOf)[number], number>>;

/** People of the scope who have an enrolment, a coalition and a project, by the ids of these. */
function peopleOf({ sandbox, here }: Copied42): readonly Person[] {
  const people = new Map<number, Person>();
  for (const name of idsOf) {
    for (const row of sandbox.rows(name).map((item) => toRow(tables[name] as AnyTable, item))) {
      const owner = Number(row["user_id"]);
      // complete after the last list
      people.set(owner, { ...people.get(owner), users: owner, [name]: row["id"] } as Person);
    }
  }
  return [...people.values()].filter((ids) =>
    idsOf.every((name) => name in ids && here(name, ids[name]) !== undefined),
  );
}

const changed = ({ passes }: RunReport) =>
  passes.filter(({ rows }) => rows.updated > 0).map(({ table, kind, rows }) => [table, kind, rows.updated]);

const eraseDate = "2031-05-01T00:00:00.000+02:00";
const follows: readonly (readonly [string, "cursus_users" | "coalitions_users", Item])[] = [
  ["a level", "cursus_users", { level: 13.37 }],
  ["a grade", "cursus_users", { grade: "Member" }],
  ["a blackhole", "cursus_users", { blackholed_at: "2031-05-01T08:00:00.000Z" }],
  ["a coalition score", "coalitions_users", { score: 123_456 }],
  ["a rank", "coalitions_users", { rank: 4_242 }],
];

describe("a refresh finds, without a new updated_at,", () => {
  const silent = [
    ["active? the other way round", "users", (item: Item) => ({ "active?": item["active?"] !== true })],
    [
      "other dates of anonymisation and erasure",
      "users",
      () => ({ anonymize_date: eraseDate, data_erasure_date: eraseDate }),
    ],
    [
      "a person who was anonymised",
      "users",
      ({ id }: Item) => ({
        login: `3b3-${String(id)}`,
        email: `3b3-${String(id)}@student.42.example`,
        first_name: "3b3",
        last_name: "3b3",
        displayname: "3b3 3b3",
      }),
    ],
    ...follows.map(
      ([what, table, change]) =>
        [`${what} of somebody whose projects did not move`, table, () => change] as const,
    ),
  ] as const;
  let copied: Copied42;
  beforeAll(async () => {
    copied = await copied42();
  });

  test.each(silent.map(([what, name, change], at) => [what, name, change, at] as const))(
    "%s: no window shows it, and the row then equals 42's",
    async (_what, name, change, at) => {
      const { sandbox, run, here, there } = copied;
      const id = peopleOf(copied)[at]![name];
      const before = here(name, id);
      sandbox.update(name, id, change(itemOf(sandbox, name, id)), { touch: false });
      expect([changed(await run(0)), here(name, id)]).toEqual([[], before]);
      expect(here(name, id)).not.toEqual(there(tables[name], id));
      expect([changed(await run(100)), here(name, id)]).toEqual([
        [[name, "refresh", 1]],
        there(tables[name], id),
      ]);
    },
  );
});

describe("a follow pass finds, without a new updated_at,", () => {
  let copied: Copied42;
  beforeAll(async () => {
    copied = await copied42();
  });

  test.each(follows.map(([what, name, change], at) => [what, name, change, at] as const))(
    "%s of somebody whose project changed, and the row then equals 42's",
    async (_what, name, change, at) => {
      const { sandbox, run, here, there } = copied;
      const ids = peopleOf(copied)[at]!;
      sandbox.update(name, ids[name], change, { touch: false });
      sandbox.update("projects_users", ids.projects_users, { final_mark: -at });
      expect([changed(await run(0)), here(name, ids[name])]).toEqual([
        [
          ["projects_users", "window", 1],
          [name, "window", 1],
        ],
        there(tables[name], ids[name]),
      ]);
    },
  );
});

describe("a move to another campus, which only campus_users shows,", () => {
  const scope: Scope = { cursusId: 21, campusIds: [1] };
  const personal = [
    "cursus_users",
    "campus_users",
    "projects_users",
    "achievements_users",
    "coalitions_users",
  ] as const;
  let copied: Copied42;
  beforeAll(async () => {
    copied = await copied42(scope);
  });

  /** Makes another campus that of a student who has a campus of the kind that is asked for. */
  function move(isFrom: (campusId: unknown) => boolean, campus_id: number): number {
    const { sandbox } = copied;
    const students = new Set(
      sandbox
        .rows("users")
        .filter((user) => user["kind"] === "student" && user["alumni?"] === false)
        .map(({ id }) => id),
    );
    const enrolled = new Set(
      sandbox
        .rows("cursus_users")
        .filter((row) => row["cursus_id"] === 21)
        .map((item) => (item["user"] as Item)["id"]),
    ); // as the sandbox shows it
    const seat = sandbox
      .rows("campus_users")
      .find(
        (row) =>
          row["is_primary"] === true &&
          isFrom(row["campus_id"]) &&
          students.has(row["user_id"]) &&
          enrolled.has(row["user_id"]),
      )!;
    sandbox.update("campus_users", Number(seat["id"]), { is_primary: false });
    sandbox.insert("campus_users", { user_id: seat["user_id"], campus_id, is_primary: true });
    return Number(seat["user_id"]);
  }
  const rowsHere = (person: number) =>
    personal.map((name) => [
      name,
      copied
        .rowsOf(name)
        .filter((row) => row["user_id"] === person)
        .sort((a, b) => Number(a["id"]) - Number(b["id"])),
    ]);
  const rowsThere = (person: number) =>
    personal.map((name) => {
      const table: AnyTable = tables[name];
      return [
        name,
        copied.sandbox
          .rows(name)
          .filter((item) => table.includes(item, scope))
          .map((item) => toRow(table, item))
          .filter((row) => row["user_id"] === person),
      ];
    });

  test("updates their rows, and keeps them when the scope is another campus", async () => {
    const person = move((campusId) => campusId === 1, 9);
    await copied.run(0);
    expect([copied.here("users", person), rowsHere(person)]).toEqual([
      copied.there(tables.users, person),
      rowsThere(person),
    ]);
  });

  test("adds them with all their rows, however old, when it is the scope's campus", async () => {
    const person = move((campusId) => campusId !== 1, 1);
    expect(copied.here("users", person)).toBeUndefined();
    await copied.run(0);
    expect([copied.here("users", person), rowsHere(person)]).toEqual([
      copied.there(tables.users, person),
      rowsThere(person),
    ]);
  });
});
