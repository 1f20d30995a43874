import type { Clock } from "../../clock.js";
import { isError42, PlanError } from "../../errors/index.js";
import { scopeKey } from "../../resource/index.js";
import { neededBy } from "../plan/related-tables.js";
import { isWholeList, type Plan, type PlannedPass } from "../plan/planned-pass.js";
import { addCounts, noRows, type RunOutcome, type Store } from "../ports/index.js";
import { createPassReport } from "../report/create-pass-report.js";
import { endsRun, isInterruption, isStoreFailure } from "../report/error-effects.js";
import type { RunEvent } from "../report/events.js";
import { reportError, type PassReport, type RunReport } from "../report/report.js";
import type { PageSource } from "../sources/page-source.js";
import { retryInvalidItems } from "./retry-invalid-items.js";
import { runPass } from "./run-pass.js";

/** What a run works with. */
export interface RunPlanInput {
  readonly source: PageSource;
  readonly store: Store;
  readonly clock: Clock;
  /** The run's name, for the lock and the ledger. */
  readonly name: string;
  /** Makes the plan; called with the lock held, so that the state it decides by can't change. */
  readonly plan: () => Promise<Plan>;
  readonly onEvent?: (event: RunEvent) => void;
  /** Marks rows as gone even when they are more than 50 and 2 % of a table at once. @default false */
  readonly allowMassDeletion?: boolean;
  /** Stops immediately. */
  readonly signal?: AbortSignal;
  /** Stops after the current page. */
  readonly finish?: AbortSignal;
}

interface Run {
  readonly passes: PassReport[];
  /** Tables whose pass did not complete, so that their dependents are not read. */
  readonly incomplete: Set<string>;
  /** Tables whose whole list was read in this run. */
  readonly read: Set<string>;
  /** Whether every pass of the plan was reached. */
  finished: boolean;
  error: unknown;
}

/**
 * Executes a plan: takes the lock, makes the passes in order, writes the ledger.
 * A resource that fails does not stop the others; its dependents are skipped.
 *
 * @returns the report, also of a run that ended partial or failed.
 * @throws StoreError E_LOCKED when another run holds the lock; whatever is not one of our errors (a bug).
 */
export async function runPlan(input: RunPlanInput): Promise<RunReport> {
  const lock = await input.store.lock.acquire({ run: input.name });
  try {
    return await runLocked(input);
  } finally {
    await lock.release();
  }
}

async function runLocked(input: RunPlanInput): Promise<RunReport> {
  const { store, source, clock } = input;
  const began = { at: clock.now(), hits: source.usage.hits, bytes: source.usage.bytes };
  const onEvent = input.onEvent ?? ((): void => undefined);
  const plan = await input.plan();
  const runId = await store.ledger.beginRun({
    name: plan.name,
    scope: scopeKey(plan.scope),
    tables: [...tablesOf(plan, () => true)],
  });
  onEvent({ type: "run", runId, name: plan.name, passes: plan.passes.length, ...countTables(plan) });
  const run: Run = { passes: [], incomplete: new Set(), read: new Set(), finished: false, error: undefined };
  let reached = 0;
  run.error = await retryAllInvalidItems(input, plan, { runId, passes: run.passes });
  for (const pass of run.error === undefined ? plan.passes : []) {
    if (input.finish?.aborted === true) break;
    reached += 1;
    if (pass.skip) {
      run.passes.push(createPassReport(pass, { outcome: "skipped" }));
      continue;
    }
    const lacking = neededBy(pass.table).find((parent) => run.incomplete.has(parent));
    if (lacking !== undefined) {
      run.incomplete.add(pass.table.name);
      const error = reportError(new PlanError(`skipped because ${lacking} was not read`));
      run.passes.push(createPassReport(pass, { outcome: "skipped", error }));
      continue;
    }
    if (pass.kind === "parents" && (await store.counts.missing(pass.table)).length === 0) continue;
    const shared = {
      source,
      store,
      runId,
      scope: plan.scope,
      now: () => clock.now(),
      onEvent,
      signal: input.signal,
      finish: input.finish,
      allowMassDeletion: input.allowMassDeletion ?? false,
    };
    const { report, error } = await runPass({ ...shared, pass, isRead: run.read.has(pass.table.name) });
    run.passes.push(report);
    if (report.outcome === "complete" && isWholeList(pass, plan.scope)) run.read.add(pass.table.name);
    if (report.outcome !== "complete") run.incomplete.add(pass.table.name);
    if (error !== undefined && endsRun(error)) {
      run.error = error;
      break;
    }
  }
  run.finished = run.error === undefined && reached === plan.passes.length;
  const interrupted = input.finish?.aborted === true || input.signal?.aborted === true;
  const outcome = outcomeOf(run, interrupted);
  const hits = source.usage.hits - began.hits;
  const error = run.error === undefined ? null : reportError(run.error);
  if (!isStoreFailure(run.error)) {
    await store.ledger.endRun(runId, {
      outcome,
      hits,
      reason: error?.message ?? null,
    });
  }
  if (run.error !== undefined && !isError42(run.error)) throw run.error;
  return {
    name: plan.name,
    runId,
    scope: scopeKey(plan.scope),
    outcome,
    startedAt: new Date(began.at).toISOString(),
    seconds: (clock.now() - began.at) / 1000,
    hits,
    bytes: source.usage.bytes - began.bytes,
    passes: run.passes,
    rows: run.passes.reduce((sum, pass) => addCounts(sum, pass.rows), noRows),
    invalidItems: run.passes.reduce((sum, pass) => sum + pass.invalidItems, 0),
    error,
    resetsAt: error?.resetsAt ?? null,
    interrupted,
    unknownFields: source.unknownFields,
    driftedFields: source.driftedFields ?? {},
  };
}

function tablesOf({ passes }: Plan, matches: (pass: PlannedPass) => boolean): ReadonlySet<string> {
  return new Set(
    passes.filter((pass) => pass.kind !== "parents" && matches(pass)).map(({ table }) => table.name),
  );
}

function countTables(plan: Plan): { readonly tables: number; readonly skipped: number } {
  const tables = tablesOf(plan, () => true).size;
  return { tables, skipped: tables - tablesOf(plan, ({ skip }) => !skip).size };
}

/**
 * Retries the invalid items in quarantine, before anything is asked for. Returns the error that ended it, if
 * one did.
 */
async function retryAllInvalidItems(
  { source, store, clock, onEvent }: RunPlanInput,
  { passes: planned, scope }: Plan,
  { runId, passes }: { readonly runId: number; readonly passes: PassReport[] },
): Promise<unknown> {
  const first = new Map(
    planned.filter(({ kind }) => kind !== "parents").map((pass) => [pass.table.name, pass]),
  );
  try {
    for (const pass of first.values()) {
      const report = await retryInvalidItems({ source, store, pass, runId, scope, now: () => clock.now() });
      if (report === undefined) continue;
      passes.push(report);
      onEvent?.({ type: "pass-end", table: report.table, report });
    }
    return undefined;
  } catch (error) {
    return error;
  }
}

function outcomeOf(run: Run, interrupted: boolean): RunOutcome {
  if (run.error !== undefined) {
    return isInterruption(run.error) ? "partial" : "failed";
  }
  return interrupted && !run.finished ? "partial" : run.incomplete.size > 0 ? "partial" : "complete";
}
