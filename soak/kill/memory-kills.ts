import type { Row } from "@42sync/core/tables";
import { createMemoryStore, type MemoryStore, type Store } from "@42sync/core/sync";
import { nightlyPolicy } from "42sync";
import type { Local42 } from "../world/local-42.js";
import { wrongIfHalfWritten, type StoredCopy } from "./half-written.js";
import { liveADay, policies, smallLocal42, type Killing } from "./prepare.js";
import { createCounter, Killed, spreadPoints, type Counter, type KillPoint } from "./kill-point.js";
import { readMemoryCopy } from "./read-copy.js";

/** What is wrong with a point; empty when nothing is. */
export interface KillResult {
  readonly what: string;
  readonly wrong: readonly string[];
}

/** A local 42 that stands still, and a copy of it before the run that is killed. */
async function prepare(killing: Killing): Promise<{ readonly local: Local42; readonly store: MemoryStore }> {
  const local = smallLocal42();
  const store = createMemoryStore({ now: () => local.clock.now() });
  if (killing === "incremental") await local.run(store, nightlyPolicy);
  liveADay(killing, local);
  return { local, store };
}

/** Every question that a run asks of its store, and everything that it writes, counts as a step. */
function counted(store: Store, counter: Counter): Store {
  const wrap = <T extends object>(port: T): T =>
    Object.fromEntries(
      Object.entries(port).map(([name, method]: [string, unknown]) => [
        name,
        typeof method === "function"
          ? (...given: unknown[]) => counter.step(() => Promise.resolve(method.apply(port, given) as unknown))
          : method,
      ]),
    ) as T; // the same methods, counted
  return {
    pages: wrap(store.pages),
    counts: wrap(store.counts),
    watermarks: wrap(store.watermarks),
    ledger: wrap(store.ledger),
    probes: wrap(store.probes),
    // A lock of a process goes with it.
    lock: {
      holder: () => Promise.resolve(undefined),
      acquire: () => Promise.resolve({ release: () => Promise.resolve() }),
    },
  };
}

/**
 * Kills a run over the memory store at so many of its steps, and looks whether the next run comes to the same
 * end as an undisturbed one. `use` is what the run makes of its store.
 */
export async function runMemoryKills(
  killing: Killing,
  points: number,
  use: (store: Store) => Store = (store) => store,
): Promise<readonly KillResult[]> {
  const undisturbed = await prepare(killing);
  const counter = createCounter(undefined);
  await undisturbed.local.run(use(counted(undisturbed.store, counter)), policies[killing]);
  const whole = { state: stateOf(undisturbed), copy: await copyOf(undisturbed) };
  const results: KillResult[] = [];
  for (const point of spreadPoints(points, counter.steps)) {
    results.push({
      what: `memory, ${killing}, killed ${point.when} step ${String(point.step)} of ${String(counter.steps)}`,
      wrong: await killAndGoOn({ killing, point, whole, use }),
    });
  }
  return results;
}

const copyOf = ({
  local,
  store,
}: {
  readonly local: Local42;
  readonly store: MemoryStore;
}): Promise<StoredCopy> =>
  readMemoryCopy(
    store,
    local.mirrored.map(({ table }) => table),
  );

interface Kill {
  readonly killing: Killing;
  readonly point: KillPoint;
  readonly whole: { readonly state: string; readonly copy: StoredCopy };
  readonly use: (store: Store) => Store;
}

async function killAndGoOn({ killing, point, whole, use }: Kill): Promise<readonly string[]> {
  const { local, store } = await prepare(killing);
  const before = await copyOf({ local, store });
  const passesBefore = store.passes.length;
  const killed = await local.run(use(counted(store, createCounter(point))), policies[killing]).then(
    () => false,
    (error: unknown) => {
      if (error instanceof Killed) return true;
      throw error;
    },
  );
  const wrong: string[] = killed ? [] : ["it was not killed"];
  const after = await copyOf({ local, store });
  wrong.push(
    ...wrongIfHalfWritten({ before, after, whole: whole.copy }),
    ...wrongAfterKill({ store, before: before.watermarks, after: after.watermarks, passesBefore }),
  );
  const report = await local.run(store, policies[killing]);
  if (report.outcome !== "complete")
    wrong.push(
      `the next run is ${report.outcome}: ${report.passes.map((pass) => pass.error?.message ?? "").join(" ")}`,
    );
  if (stateOf({ local, store }) !== whole.state)
    wrong.push("the end state differs from an undisturbed run's");
  return wrong;
}

interface AfterKill {
  readonly store: MemoryStore;
  readonly before: ReadonlyMap<string, string | undefined>;
  readonly after: ReadonlyMap<string, string | undefined>;
  readonly passesBefore: number;
}

/** Only a pass whose last page was stored may have moved its watermark; the run did not end well. */
function wrongAfterKill({ store, before, after, passesBefore }: AfterKill): readonly string[] {
  const run = store.runs.at(-1);
  const begun = new Set(store.passes.slice(passesBefore).map((pass) => pass.table));
  const ended = new Set(
    store.passes
      .slice(passesBefore)
      .filter((pass) => pass.end?.outcome === "complete")
      .map((pass) => pass.table),
  );
  const moved = [...after]
    .filter(([name, watermark]) => before.get(name) !== watermark)
    .map(([name]) => name);
  const last = store.passes.at(-1)?.table;
  return [
    ...(run?.outcome === "complete" && run.id === store.passes.at(-1)?.runId && moved.length < begun.size
      ? ["a run that was killed is complete"]
      : []),
    ...moved
      .filter((name) => !begun.has(name))
      .map((name) => `the watermark of ${name} moved without a pass`),
    // The pass in hand may have stored its last page already; every other one that moved has ended.
    ...moved
      .filter((name) => !ended.has(name) && name !== last)
      .map((name) => `the watermark of ${name} moved by a pass that did not end`),
    ...[...ended]
      .filter((name) => !moved.includes(name))
      .map((name) => `the pass of ${name} is complete and its watermark did not move`),
  ];
}

/** Everything that a run leaves behind, but for times of its own. */
export function stateOf({ local, store }: { readonly local: Local42; readonly store: MemoryStore }): string {
  const names = local.mirrored.flatMap(({ table }) => [table.name, ...table.links.map((link) => link.name)]);
  const sorted = (rows: readonly Row[]): readonly string[] => rows.map((row) => JSON.stringify(row)).sort();
  return JSON.stringify({
    rows: names.map((name) => [name, sorted(store.rows(name))]),
    quarantine: [...store.quarantine].map(([key, one]) => JSON.stringify([key, one])).sort(),
  });
}
