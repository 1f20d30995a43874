import type { RowCounts, RunReport, VerifyReport } from "@42sync/core/sync";
import { defineMirror } from "@42sync/core/tables";
import { createPgStore } from "@42sync/pg-store";
import { incremental, nightly, verify, type PipelineContext } from "42sync";
import type { OwnDatabase } from "../kill/databases.js";
import type { Local42 } from "../world/local-42.js";
import { createRandom } from "../world/random.js";
import type { IdsByTable } from "./change-rows.js";
import { differingRows, readGone, readVersions } from "./compare-copies.js";
import type { Moved } from "./move-42.js";

/** Schema of the copy. */
export const mirror = "mirror";

/** What runs came to: their hits, and what is not as it must be. */
interface Ended<Hits> {
  readonly hits: Hits;
  readonly wrong: readonly string[];
}

/** What a run may cost by the rows there are, in hits. */
export interface ExpectedHits {
  /** One for each list that it asked, and one for each 100 rows that changed in it. */
  readonly incremental: number;
  /**
   * Over the still night's: of each table that changes in silence, for each 100 people as many pages as their
   * rows fill, and one question for those who did not come.
   */
  readonly refresh: number;
}

/** Makes the tables and fills them. */
export async function fill(local: Local42, database: OwnDatabase, schema = mirror): Promise<Ended<number>> {
  await createPgStore({ pool: database.pool, schema }).migrate();
  const report = await nightly(contextOf(local, database, schema));
  return { hits: report.hits, wrong: incomplete(report) };
}

/** A nightly that refreshes nothing, of a 42 that stands still. */
export async function standStill(local: Local42, database: OwnDatabase): Promise<Ended<number>> {
  const before = await readVersions(database.pool, mirror);
  const report = await nightly(contextOf(local, database), { refreshHits: 0 });
  const after = await readVersions(database.pool, mirror);
  const rewritten = [...before].filter(([table, versions]) => after.get(table) !== versions);
  const others = otherThan("the tables after the still night are", [...after.keys()], [...before.keys()]);
  return {
    hits: report.hits,
    wrong: [
      ...incomplete(report),
      ...others,
      ...rewritten.map(([table]) => `the still night rewrote rows of ${table}`),
    ],
  };
}

/**
 * An incremental run, a nightly that may refresh everybody, and an incremental run that looks for the rows of
 * whom it found gone; then the copy equals a new one.
 */
export async function catchUp(
  local: Local42,
  database: OwnDatabase,
  { announced, silent, gone }: Moved,
): Promise<
  Ended<{ readonly incremental: number; readonly refresh: number; readonly expected: ExpectedHits }>
> {
  const changes = await incremental(contextOf(local, database));
  const expectedRefresh = await expectRefresh(database);
  const refresh = await nightly(contextOf(local, database), { refreshHits: 2_000 });
  const after = await incremental(contextOf(local, database));
  const people: IdsByTable = new Map([["users", gone.get("users") ?? new Set<number>()]]);
  const wrong = [
    ...[changes, refresh, after].flatMap(incomplete),
    ...otherThan("the incremental run changed", countRows(changes, "updated"), sizes(announced)),
    ...otherThan("the full refresh changed", countRows(refresh, "updated"), sizes(silent)),
    ...otherThan("the full refresh marked", countRows(refresh, "deleted", ["users"]), sizes(people)),
    ...(await goneOtherThan(database, gone)),
  ];
  const asked = changes.passes.filter(({ hits }) => hits > 0);
  const expected = asked.reduce(
    (sum, { table }) => sum + 1 + Math.ceil((announced.get(table)?.size ?? 0) / 100),
    0,
  );
  const remade = await fill(local, database, "anew");
  return {
    hits: {
      incremental: changes.hits,
      refresh: refresh.hits,
      expected: { incremental: expected, refresh: expectedRefresh },
    },
    wrong: [...wrong, ...remade.wrong, ...(await differingRows(database.pool, mirror, "anew"))],
  };
}

/**
 * `verify --only users --repair --budget 200`: a budget far from the hits that are promised, which would else
 * be kept by it.
 */
export async function verifyPeople(
  local: Local42,
  database: OwnDatabase,
  { gone }: Moved,
  seed: number,
): Promise<Ended<number>> {
  const random = createRandom(seed);
  const report: VerifyReport = await verify(contextOf(local, database), {
    only: ["users"],
    repair: true,
    budget: 200,
    random: () => random.next(),
  });
  const people = [...(gone.get("users") ?? [])].sort((a, b) => a - b);
  const found = report.tables.map(({ found: { missing, gone: lost, changed }, repaired }) => ({
    missing,
    gone: lost,
    changed,
    marked: repaired?.marked,
  }));
  const wrong = [
    ...otherThan("verify found", found, [{ missing: [], gone: people, changed: [], marked: people.length }]),
    ...(await goneOtherThan(database, new Map([["users", new Set(people)]]))),
  ];
  return { hits: report.hits, wrong };
}

async function expectRefresh({ pool }: OwnDatabase): Promise<number> {
  const counts = await Promise.all(
    ["users", "cursus_users", "coalitions_users"].map(
      async (table) =>
        (await pool.query<{ rows: number }>(`select count(*)::int as rows from "${mirror}"."${table}"`))
          .rows[0]?.rows ?? 0,
    ),
  );
  const [people = 0] = counts;
  return counts.reduce((sum, rows) => sum + Math.ceil(people / 100) * Math.ceil(rows / people) + 1, 0);
}

/** A client and a store of a process of their own. */
function contextOf(local: Local42, { pool }: OwnDatabase, schema = mirror): PipelineContext {
  return {
    client: local.client(),
    store: createPgStore({ pool, schema }),
    mirror: defineMirror({ scope: local.scope }),
    clock: local.clock,
  };
}

function incomplete({ name, outcome, passes }: RunReport): readonly string[] {
  return outcome === "complete"
    ? []
    : [`${name} is ${outcome}: ${passes.flatMap(({ error }) => error?.message ?? []).join("; ")}`];
}

type Counted = Readonly<Record<string, number>>;

function countRows({ passes }: RunReport, kind: keyof RowCounts, tables?: readonly string[]): Counted {
  const sums = new Map<string, number>();
  for (const { table, rows } of passes)
    if (rows[kind] > 0 && tables?.includes(table) !== false)
      sums.set(table, (sums.get(table) ?? 0) + rows[kind]);
  return Object.fromEntries([...sums].sort());
}

function sizes(ids: IdsByTable): Counted {
  return Object.fromEntries([...ids].map(([table, { size }]) => [table, size] as const).sort());
}

async function goneOtherThan({ pool }: OwnDatabase, gone: IdsByTable): Promise<readonly string[]> {
  const marked = await Promise.all(
    [...gone.keys()].map(async (table) => [
      table,
      [...(await readGone(pool, mirror, table))].sort((a, b) => a - b),
    ]),
  );
  return otherThan(
    "marked as gone are",
    marked,
    [...gone].map(([table, ids]) => [table, [...ids].sort((a, b) => a - b)]),
  );
}

function otherThan(what: string, found: unknown, expected: unknown): readonly string[] {
  const [is, shall] = [JSON.stringify(found), JSON.stringify(expected)];
  return is === shall ? [] : [`${what} ${is}, not ${shall}`];
}
