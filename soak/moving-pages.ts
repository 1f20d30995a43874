import type { Row } from "@42sync/core/tables";
import { createMemoryStore, type MemoryStore, type Policy } from "@42sync/core/sync";
import { incrementalPolicy, nightlyPolicy } from "42sync";
import { createLocal42, type Local42 } from "./world/local-42.js";
import { createRandom } from "./world/random.js";
import { createStirring } from "./world/stir.js";
import { peopleOf, readTruth, timed, type Truth } from "./world/truth.js";

/** Reference lists are read however young they are. */
const changes: Policy = { ...incrementalPolicy, referenceTtlMs: 0 };

interface Gone {
  readonly removed: ReadonlyMap<string, ReadonlySet<number>>;
  /** People who were of the scope at some request. */
  readonly known: ReadonlySet<number>;
  /** What 42 has of the tables that are nobody's: rows that point at it bring it in. */
  readonly parents: ReadonlyMap<string, ReadonlySet<number>>;
}

interface Interval {
  readonly before: Truth;
  readonly after: Truth;
  readonly store: MemoryStore;
  /** Whether the run filled the copy: it read lists whole, without windows. */
  readonly isFirst: boolean;
}

/** Everything is read again, whatever its length and age. */
const everything: Policy = {
  ...nightlyPolicy,
  name: "everything",
  fullUpToPages: 1_000_000,
  referenceTtlMs: 0,
};

/** What is wrong after a seed's runs; empty when nothing is. */
export interface MovingPagesResult {
  readonly seed: number;
  readonly hits: number;
  readonly wrong: readonly string[];
}

/**
 * Runs while rows are touched, inserted and deleted between any two requests: a first one, and an incremental
 * one; then, on a still 42, another incremental one and one that reads everything. Every seed is another
 * world, of all campuses or of one.
 *
 * - After each run, a row that was there and in scope from its beginning to its end is here, and not older
 * than it was when the run began. What was
 *   touched during an incremental run left its window, and comes with the next one.
 * - After the still incremental run, every row of the scope is here, with its present `updated_at`. Rows that
 * went may remain, others not.
 * - After everything was read again, every row of the scope is here as 42 has it.
 */
export async function runMovingPages(seed: number): Promise<MovingPagesResult> {
  const stirring = createStirring(createRandom(seed));
  const known = new Set<number>();
  let moves = true;
  const local = createLocal42({
    seed,
    size: 12 + (seed % 5) * 6,
    pageSize: 5 + (seed % 4) * 5,
    // The longest list and the least interesting one, in one seed of ten.
    except: seed % 10 === 0 ? [] : ["project_sessions"],
    scope: { cursusId: 21, campusIds: seed % 3 === 0 ? [1] : [] },
    onHit: (own) => {
      if (moves) stirring.stir(own);
    },
  });
  const store = createMemoryStore({ now: () => local.clock.now() });
  const wrong: string[] = [];
  for (const policy of [nightlyPolicy, changes]) {
    const before = readTruth(local);
    for (const id of peopleOf(local)) known.add(id);
    wrong.push(...(await runWell(local, store, policy)));
    wrong.push(
      ...lost(`${policy.name} while pages move`, {
        before,
        after: readTruth(local),
        store,
        isFirst: policy === nightlyPolicy,
      }),
    );
    local.sandbox.advance("1h");
  }
  moves = false;
  const gone: Gone = {
    removed: stirring.removed,
    known: new Set([...known, ...stirring.entered]),
    parents: parentsIn(local),
  };
  wrong.push(...(await runWell(local, store, changes)));
  wrong.push(
    ...differing(
      "a still incremental run",
      readTruth(local),
      store,
      gone,
      (name, here, there) => !timed.includes(name) || here["updated_at"] === there["updated_at"],
    ),
  );
  wrong.push(...(await runWell(local, store, everything)));
  wrong.push(
    ...differing(
      "everything read again",
      readTruth(local),
      store,
      gone,
      (_name, here, there) => JSON.stringify(here) === JSON.stringify(there),
    ),
  );
  return { seed, hits: local.hits, wrong };
}

async function runWell(local: Local42, store: MemoryStore, policy: Policy): Promise<readonly string[]> {
  const report = await local.run(store, policy);
  const failed = report.passes.filter((pass) => pass.outcome !== "complete" && pass.error !== null);
  return failed.map((pass) => `${policy.name}: ${pass.table} ${pass.outcome}: ${pass.error?.message ?? ""}`);
}

/** Rows that were of the scope before and after, and are not here or older than they were before. */
function lost(when: string, { before, after, store, isFirst }: Interval): readonly string[] {
  const here = new Map([...before.keys()].map((name) => [name, byId(store.rows(name))]));
  const isTouched = (name: string, id: unknown): boolean => {
    const [then, now] = [before, after].map((truth) => truth.get(name)?.get(Number(id))?.["updated_at"]);
    return !isFirst && then !== now;
  };
  const leftWindow = (name: string, id: unknown): boolean =>
    here.get(name)?.has(Number(id)) !== true && isTouched(name, id);
  return [...before].flatMap(([name, rows]) => {
    const steady = [...rows].filter(
      ([id, row]) =>
        after.get(name)?.has(id) === true && !leftWindow(name, id) && !leftWindow("users", row["user_id"]),
    );
    return steady.flatMap(([id, row]) => {
      const stored = here.get(name)?.get(id);
      if (stored === undefined) return [`${when}: ${name} ${String(id)} is lost`];
      const isOld =
        timed.includes(name) &&
        !isTouched(name, id) &&
        Date.parse(String(stored["updated_at"])) < Date.parse(String(row["updated_at"]));
      return isOld ? [`${when}: ${name} ${String(id)} is older than when the run began`] : [];
    });
  });
}

/** Rows that are missing, that differ, or that 42 never had. */
function differing(
  when: string,
  truth: Truth,
  store: MemoryStore,
  gone: Gone,
  equals: (name: string, here: Row, there: Row) => boolean,
): readonly string[] {
  return [...truth].flatMap(([name, rows]) => {
    const here = byId(store.rows(name));
    const missing = [...rows].flatMap(([id, there]) => {
      const stored = here.get(id);
      return stored === undefined
        ? [`${when}: ${name} ${String(id)} is lost`]
        : equals(name, stored, there)
          ? []
          : [`${when}: ${name} ${String(id)} differs: ${JSON.stringify(stored)} is ${JSON.stringify(there)}`];
    });
    const surplus = [...here]
      .filter(([id, stored]) => !rows.has(id) && !mayRemain(name, stored, gone))
      .map(([id]) => `${when}: ${name} ${String(id)} is not of the scope`);
    return [...missing, ...surplus];
  });
}

function parentsIn({ mirrored, sandbox }: Local42): Gone["parents"] {
  const ofNobody = mirrored.filter(
    ({ table }) =>
      table.name !== "users" && !("user_id" in table.columns && "references" in table.columns["user_id"]),
  );
  return new Map(
    ofNobody.map(({ table }) => [
      table.name,
      new Set(sandbox.rows(table.resource).map((item) => Number(item["id"]))),
    ]),
  );
}

/**
 * Rows that were removed, rows of people who were of the scope at some time, and parents that somebody's row
 * asked for may be here.
 */
function mayRemain(name: string, row: Row, { removed, known, parents }: Gone): boolean {
  const id = Number(row["id"]);
  const owner = Number(name === "users" ? id : row["user_id"]);
  return removed.get(name)?.has(id) === true || known.has(owner) || parents.get(name)?.has(id) === true;
}

function byId(rows: readonly Row[]): ReadonlyMap<number, Row> {
  return new Map(rows.map((row) => [Number(row["id"]), row]));
}
