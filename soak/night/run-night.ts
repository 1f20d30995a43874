import { makeDatabase } from "../kill/databases.js";
import { onClone } from "../kill/pg-kills.js";
import { createLocal42 } from "../world/local-42.js";
import type { Line } from "../table.js";
import { move42, type Moved } from "./move-42.js";
import { catchUp, fill, mirror, standStill, verifyPeople, type ExpectedHits } from "./night-runs.js";

/** What the runs of a night cost, in hits. */
export interface NightHits {
  /** The nightly that fills the copy; the one that no promise is made of. */
  readonly first: number;
  /** A nightly a day later, 42 unchanged, that refreshes nothing. */
  readonly still: number;
  /** An incremental run after 42 moved. */
  readonly incremental: number;
  /** A nightly that refreshes everybody. */
  readonly refresh: number;
  /** A comparison of the people, with repair, in a copy from before the incremental run. */
  readonly verify: number;
  readonly expected: ExpectedHits;
}

export interface NightResult {
  readonly hits: NightHits;
  /** How many rows changed at 42, telling and not telling, and how many are gone. */
  readonly moved: Readonly<Record<keyof Moved, number>>;
  /** What is not as it must be, in words. */
  readonly wrong: readonly string[];
}

const hourMs = 3_600_000;

/**
 * Nights of a made-up school in PostgreSQL. After a first nightly 42 stands still for a day, and a nightly
 * rewrites no row. Two hours later 42 moves, all at one instant and as much as in four hours of a night, two
 * more hours pass, and:
 *
 * - an incremental run brings what tells of its change, and levels, scores and ranks of people whose projects
 * moved;
 * - a nightly with hits enough to refresh everybody finds every silent change and who is gone, and the copy
 * equals one made anew once the next run has marked their rows;
 * - in a clone that has seen none of these runs, a comparison finds and marks who is gone.
 */
export async function runNight(
  server: string,
  { students, seed }: { readonly students: number; readonly seed: number },
): Promise<NightResult> {
  const local = createLocal42({
    seed,
    size: students,
    pageSize: 100,
    scope: { cursusId: 21, campusIds: [] },
  });
  const base = await makeDatabase(server);
  try {
    // A made-up school changes most in the minute before it is made; those of 42's people who change within a
    // window's margin of five minutes fill a page.
    local.clock.pass(hourMs);
    const first = await fill(local, base);
    local.clock.pass(24 * hourMs);
    const still = await standStill(local, base);
    local.clock.pass(2 * hourMs);
    const moved = await move42({ sandbox: local.sandbox, pool: base.pool, schema: mirror, seed });
    // What changes in the second in which a window ends is the next one's.
    local.clock.pass(2 * hourMs);
    await base.disconnect();
    const verified = await onClone(server, base, (clone) => verifyPeople(local, clone, moved, seed));
    const caughtUp = await onClone(server, base, (clone) => catchUp(local, clone, moved));
    return {
      hits: { first: first.hits, still: still.hits, ...caughtUp.hits, verify: verified.hits },
      moved: {
        announced: countIds(moved.announced),
        silent: countIds(moved.silent),
        gone: countIds(moved.gone),
      },
      wrong: [first, still, verified, caughtUp].flatMap(({ wrong }) => wrong),
    };
  } finally {
    await base.close();
  }
}

/**
 * Whether a night's runs, each but the first, cost no more hits than this project promises (soak/README.md);
 * what they cost in words.
 */
export function checkHits({
  still,
  incremental,
  refresh,
  verify,
  expected,
}: NightHits): readonly { readonly what: string; readonly good: boolean }[] {
  return [
    { what: `still night ${String(still)}`, good: still <= 25 },
    {
      what:
        `incremental ${String(incremental)}, ${(incremental / expected.incremental).toFixed(2)} of ` +
        "one a list and 100 changed rows",
      good: incremental <= 1.15 * expected.incremental,
    },
    {
      what: `refresh ${String(refresh)} of at most ${String(still + expected.refresh)}`,
      good: refresh <= still + expected.refresh,
    },
    { what: `verify ${String(verify)}`, good: verify <= 60 },
  ];
}

/** A night of a school of so many students, as a line of the soak's table. */
export async function runNightLine(server: string, students: number): Promise<Line> {
  const { hits, moved, wrong } = await runNight(server, { students, seed: 42 });
  const checked = checkHits(hits);
  const dear = checked.filter(({ good }) => !good).map(({ what }) => `too many hits: ${what}`);
  const what =
    `${String(students)} students, ${String(moved.announced)} rows changed, ` +
    `${String(moved.silent)} in silence, ${String(moved.gone)} gone; hits: first night ` +
    `${String(hits.first)}, ${checked.map((one) => one.what).join(", ")}`;
  const good = checked.length - dear.length + (wrong.length === 0 ? 1 : 0);
  return { scenario: "night", what, good, of: checked.length + 1, wrong: [...dear, ...wrong] };
}

function countIds(ids: Moved[keyof Moved]): number {
  return [...ids.values()].reduce((sum, { size }) => sum + size, 0);
}
