import { createPgStore, type PgPool } from "@42sync/pg-store";
import type { RunReport } from "@42sync/core/sync";
import { cutPool } from "./cut-pool.js";
import { makeDatabase, readState, untilAlone, type OwnDatabase } from "./databases.js";
import { wrongIfHalfWritten, type StoredCopy } from "./half-written.js";
import { createCounter, spreadPoints, type KillPoint } from "./kill-point.js";
import type { KillResult } from "./memory-kills.js";
import { liveADay, makeBase, policies, schema, smallLocal42, type Killing } from "./prepare.js";
import { readCopy } from "./read-copy.js";
import { tornPages } from "./torn-pages.js";

/** What an undisturbed run leaves. */
export interface WholeEnd {
  readonly state: string;
  readonly copy: StoredCopy;
}

type UsePool = (pool: PgPool) => PgPool;

/**
 * Cuts a run's connection to PostgreSQL at so many of its statements, `begin` and `commit` included, and
 * looks whether the next run comes to the same end as an undisturbed one.
 *
 * @param use what the run makes of its pool
 */
export async function runPgKills(
  server: string,
  killing: Killing,
  points: number,
  use: UsePool = (pool) => pool,
): Promise<readonly KillResult[]> {
  const base = await makeBase(server, killing);
  try {
    const counter = createCounter(undefined);
    const whole = await onClone(server, base, async (clone) => {
      await runOnce(killing, use(cutPool(clone.pool, counter)));
      return readEnd(clone);
    });
    const results: KillResult[] = [];
    for (const point of spreadPoints(points, counter.steps)) {
      const what =
        `PostgreSQL, ${killing}, cut ${point.when} statement ${String(point.step)} of ` +
        `${String(counter.steps)}`;
      results.push({
        what,
        wrong: await onClone(server, base, (clone) => cutAndGoOn({ killing, clone, point, whole, use })),
      });
    }
    return results;
  } finally {
    await base.close();
  }
}

/** A run of a process of its own over a 42 of its own, always the same. */
export async function runOnce(killing: Killing, pool: PgPool): Promise<RunReport> {
  const local = smallLocal42();
  liveADay(killing, local);
  return local.run(createPgStore({ pool, schema }), policies[killing]);
}

export async function onClone<T>(
  server: string,
  base: OwnDatabase,
  task: (clone: OwnDatabase) => Promise<T>,
): Promise<T> {
  const clone = await makeDatabase(server, base.name);
  try {
    return await task(clone);
  } finally {
    await clone.close();
  }
}

export async function readEnd(clone: OwnDatabase): Promise<WholeEnd> {
  return { state: await readState(clone, schema), copy: await readCopy(clone) };
}

interface Cut {
  readonly killing: Killing;
  readonly clone: OwnDatabase;
  readonly point: KillPoint;
  readonly whole: WholeEnd;
  readonly use: UsePool;
}

async function cutAndGoOn({ killing, clone, point, whole, use }: Cut): Promise<readonly string[]> {
  const before = await readCopy(clone);
  const counter = createCounter(point);
  const outcome = await runOnce(killing, use(cutPool(clone.pool, counter))).then(
    (report) => report.outcome,
    (error: unknown) =>
      counter.isDead
        ? ("failed" as const)
        : Promise.reject(error instanceof Error ? error : new Error(String(error))),
  );
  await untilAlone(clone);
  const wrong: string[] = counter.isDead ? [] : ["it was not cut"];
  // The last statements release the lock of a run that is complete.
  const closed = await clone.pool.query(
    "select 1 from sync42.runs where id = (select max(id) from sync42.runs) and outcome = 'complete'",
  );
  if (outcome === "complete" && closed.rows.length === 0)
    wrong.push("a run that was cut calls itself complete");
  wrong.push(...(await wrongAfterCut(clone, { before, whole })));
  return [...wrong, ...(await wrongAtTheEnd(killing, clone, whole))];
}

/** What the next run does not put right. */
export async function wrongAtTheEnd(
  killing: Killing,
  clone: OwnDatabase,
  whole: WholeEnd,
): Promise<readonly string[]> {
  const report = await runOnce(killing, clone.pool);
  return [
    ...(report.outcome === "complete"
      ? []
      : [
          `the next run is ${report.outcome}: ` +
            `${report.error?.message ?? report.passes.map((pass) => pass.error?.message ?? "").join(" ")}`,
        ]),
    ...((await readState(clone, schema)) === whole.state
      ? []
      : ["the end state differs from an undisturbed run's"]),
  ];
}

/**
 * What must not be between a run that was cut and the next one, which might put it right: a page that was
 * stored in part, a watermark that moved by another pass than one whose last page was stored, a pass that
 * says it is complete and is not.
 */
export async function wrongAfterCut(
  clone: OwnDatabase,
  { before, whole }: { readonly before: StoredCopy; readonly whole: WholeEnd },
): Promise<readonly string[]> {
  const after = await readCopy(clone);
  const { rows } = await clone.pool.query<{
    name: string;
    outcome: string | null;
    after: string | null;
    open: boolean;
    parents: boolean;
  }>(
    `select p.table_name as name, p.outcome, p.watermark_after::text as after, p.kind = 'parents' as parents,
       exists (select from sync42.resume_points r where r.data_schema = $1 and r.table_name = p.table_name) as open
     from sync42.passes p where p.run_id = (select max(id) from sync42.runs where data_schema = $1)`,
    [schema],
  );
  const moved = [...after.watermarks].filter(([name, at]) => before.watermarks.get(name) !== at);
  return [
    ...wrongIfHalfWritten({ before, after, whole: whole.copy }),
    ...(await tornPages(clone)),
    ...moved
      .filter(([name, at]) => !rows.some((pass) => pass.name === name && pass.after === at))
      .map(([name]) => `the watermark of ${name} moved without a pass that ended`),
    ...rows
      .filter((pass) => pass.outcome === "complete" && pass.after === null && !pass.parents)
      .map((pass) => `the pass of ${pass.name} is complete and moved no watermark`),
    ...rows
      .filter((pass) => pass.after !== null && pass.open)
      .map((pass) => `the pass of ${pass.name} moved its watermark and left a resume point`),
  ];
}
