import type { Row } from "@42sync/core/tables";
import { createMemoryStore, type MemoryStore, type Policy } from "@42sync/core/sync";
import { incrementalPolicy, nightlyPolicy } from "42sync";
import { createLocal42, type Local42 } from "./world/local-42.js";
import { readTruth } from "./world/truth.js";

/** Everything that changes in silence is read again as well. */
const wholeNightly: Policy = {
  ...nightlyPolicy,
  name: "nightly with a full refresh",
  fullUpToPages: 1_000_000,
  referenceTtlMs: 0,
  refreshHits: 1_000_000,
};

const minutes = 60_000;

export interface DayOptions {
  readonly seed: number;
  /** Students. */
  readonly size: number;
  readonly hours: number;
}

export interface DayResult {
  readonly runs: number;
  readonly hits: number;
  /** How many runs did not end complete, for faults. */
  readonly cutShort: number;
  /** Rows that 42 has of the scope, in all tables. */
  readonly rows: number;
  readonly wrong: readonly string[];
}

/**
 * Hours of life at 42: an incremental run every 15 minutes and a nightly at 2:00, each a process of its own,
 * with random faults between. Then, on a still 42, a nightly that reads everything again.
 *
 * - No run ends by a bug, and a table that was complete stays so.
 * - At the end each row that 42 has of the scope is here as 42 has it, and each row that is here and not of
 * the scope exists at 42: of
 *   somebody who left, or a parent that somebody's row asked for. What 42 does not have is marked as gone.
 */
export async function runDay({ seed, size, hours }: DayOptions): Promise<DayResult> {
  const local = createLocal42({ seed, size, pageSize: 100, scope: { cursusId: 21, campusIds: [] } });
  const store = createMemoryStore({ now: () => local.clock.now() });
  const wrong: string[] = [];
  let cutShort = 0;
  let runs = 0;
  const run = async (policy: Policy, lastChance: boolean): Promise<void> => {
    runs += 1;
    const report = await local.run(store, policy);
    if (report.outcome === "complete") return;
    cutShort += 1;
    if (lastChance)
      wrong.push(
        `${policy.name} on a still 42 is ${report.outcome}: ` +
          `${report.passes.flatMap((pass) => pass.error?.message ?? []).join("; ")}`,
      );
  };
  await run(nightlyPolicy, false);
  const takeBack = addFaults(local);
  for (let quarter = 1; quarter <= hours * 4; quarter += 1) {
    local.sandbox.advance(15 * minutes);
    const at = local.sandbox.now;
    await run(at.getUTCHours() === 2 && at.getUTCMinutes() < 15 ? nightlyPolicy : incrementalPolicy, false);
  }
  takeBack();
  // The first goes on where a fault left a pass; the second reads everything.
  await run({ ...incrementalPolicy, referenceTtlMs: 0 }, true);
  await run(wholeNightly, true);
  const truth = readTruth(local);
  wrong.push(...[...truth].flatMap(([name, rows]) => differing(name, rows, store, local)));
  return {
    runs,
    hits: local.hits,
    cutShort,
    rows: [...truth.values()].reduce((sum, rows) => sum + rows.size, 0),
    wrong,
  };
}

/** One request in fifty meets an accident of each kind's own chance. */
function addFaults({ sandbox }: Local42): () => void {
  const all = {
    times: Infinity,
    when: ({ path }: { readonly path: string }): boolean => path.startsWith("/v2/"),
  };
  const removers = [
    sandbox.fault({ ...all, kind: "status", status: 500, probability: 0.008 }),
    sandbox.fault({ ...all, kind: "status", status: 502, probability: 0.005 }),
    sandbox.fault({ ...all, kind: "reset", probability: 0.004 }),
    sandbox.fault({ ...all, kind: "truncated", probability: 0.002 }),
    sandbox.fault({ ...all, kind: "empty", probability: 0.002 }),
    sandbox.fault({ ...all, kind: "html", probability: 0.001 }),
    sandbox.fault({ ...all, kind: "retry-after", probability: 0.002 }),
    // What no retry helps against ends the pass; the next run goes on.
    sandbox.fault({ ...all, kind: "status", status: 422, probability: 0.01 }),
  ];
  return () => {
    for (const remove of removers) remove();
  };
}

function differing(
  name: string,
  rows: ReadonlyMap<number, Row>,
  store: MemoryStore,
  { sandbox, mirrored }: Local42,
): readonly string[] {
  const here = new Map(store.rows(name).map((row) => [Number(row["id"]), row]));
  const resource = mirrored.find(({ table }) => table.name === name)?.table.resource ?? name;
  const there = new Set(sandbox.rows(resource).map((item) => Number(item["id"])));
  const missing = [...rows].flatMap(([id, row]) => {
    const stored = here.get(id);
    if (stored === undefined) return [`${name} ${String(id)} is lost`];
    return JSON.stringify(stored) === JSON.stringify(row)
      ? []
      : [`${name} ${String(id)} differs: ${JSON.stringify(stored)} is ${JSON.stringify(row)}`];
  });
  return [
    ...missing,
    ...[...here.keys()]
      .filter((id) => !there.has(id))
      .map((id) => `${name} ${String(id)} is gone from 42 and not marked`),
  ];
}
