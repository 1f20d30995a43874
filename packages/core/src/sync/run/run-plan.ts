import { BudgetError, isError42, PlanError } from "../../errors/index.js";
import { scopeKey } from "../../resource/index.js";
import type { Clock } from "../../clock.js";
import type { RunEvent } from "../report/events.js";
import { neededBy } from "../plan/needed-by.js";
import type { Plan, PlannedPass } from "../plan/plan.js";
import { addCounts, noRows, type RunOutcome, type Store } from "../ports/index.js";
import { reportError, type PassReport, type RunReport } from "../report/report.js";
import { retryInvalidItems } from "./retry-invalid-items.js";
import { runPass } from "./run-pass.js";
import type { PageSource } from "../sources/page-source.js";
import { isWholeList } from "../read/stages.js";

/** What a run works with. */
export interface RunPlanInput {
  readonly source: PageSource;
  readonly store: Store;
  readonly clock: Clock;
  /** The run's name, for the lock and the ledger. */
  readonly name: string;
  /** Makes the plan; called with the lock held, so that nobody moves what it decides by. */
  readonly plan: () => Promise<Plan>;
  readonly onEvent?: (event: RunEvent) => void;
  /** Marks rows as gone also where they are more than 50 and 2 % of a table at once. @default false */
  readonly allowMassDeletion?: boolean;
  /** Stops at once. */
  readonly signal?: AbortSignal;
  /** Stops after the page in hand. */
  readonly finish?: AbortSignal;
}

/** Errors after which no other pass could succeed either. */
const fatal: ReadonlySet<string> = new Set([
  "E_AUTH",
  "E_NETWORK",
  "E_BUDGET",
  "E_ABORTED",
  "E_STORE",
  "E_FOREIGN_TABLE",
  "E_LOCKED",
  "E_CONFIG",
]);

interface Run {
  readonly passes: PassReport[];
  /** Tables whose pass did not complete, so that what depends on them is not read. */
  readonly missing: Set<string>;
  /** Tables whose whole list was read in this run. */
  readonly read: Set<string>;
  /** Whether every pass of the plan had its turn. */
  finished: boolean;
  error: unknown;
}

/**
 * Executes a plan: takes the lock, makes the passes in order, writes the ledger.
 * One resource that fails does not hide the others; what depends on it is skipped.
 *
 * @returns the report, also of a run that ended partial or failed.
 * @throws StoreError E_LOCKED when another run holds the lock; whatever is not one of our errors (a bug).
 */
export async function runPlan(input: RunPlanInput): Promise<RunReport> {
  const held = await input.store.lock.acquire({ run: input.name });
  try {
    return await runLocked(input);
  } finally {
    await held.release();
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
  const run: Run = { passes: [], missing: new Set(), read: new Set(), finished: false, error: undefined };
  let turns = 0;
  run.error = await revalidateAll(input, plan, { runId, passes: run.passes });
  for (const pass of run.error === undefined ? plan.passes : []) {
    if (input.finish?.aborted === true) break;
    turns += 1;
    if (pass.skip) {
      run.passes.push(skippedReport(pass, null));
      continue;
    }
    const lacking = neededBy(pass.table).find((parent) => run.missing.has(parent));
    if (lacking !== undefined) {
      run.missing.add(pass.table.name);
      run.passes.push(
        skippedReport(pass, reportError(new PlanError(`skipped because ${lacking} was not read`))),
      );
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
    if (report.outcome !== "complete") run.missing.add(pass.table.name);
    if (error !== undefined && (!isError42(error) || fatal.has(error.code))) {
      run.error = error;
      break;
    }
  }
  run.finished = run.error === undefined && turns === plan.passes.length;
  const interrupted = input.finish?.aborted === true || input.signal?.aborted === true;
  const outcome = outcomeOf(run, interrupted);
  const hits = source.usage.hits - began.hits;
  if (!(isError42(run.error) && run.error.code === "E_STORE")) {
    await store.ledger.endRun(runId, {
      outcome,
      hits,
      reason: run.error === undefined ? null : reportError(run.error).message,
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
    error: run.error === undefined ? null : reportError(run.error),
    resetsAt: run.error instanceof BudgetError ? (run.error.resetsAt?.toISOString() ?? null) : null,
    interrupted,
    unknownFields: source.unknownFields,
    driftedFields: source.driftedFields ?? {},
  };
}

function tablesOf({ passes }: Plan, isMeant: (pass: PlannedPass) => boolean): ReadonlySet<string> {
  return new Set(
    passes.filter((pass) => pass.kind !== "parents" && isMeant(pass)).map(({ table }) => table.name),
  );
}

function countTables(plan: Plan): { readonly tables: number; readonly skipped: number } {
  const tables = tablesOf(plan, () => true).size;
  return { tables, skipped: tables - tablesOf(plan, ({ skip }) => !skip).size };
}

/**
 * Tries again what was kept because it did not fit, before anything is asked for. Returns what ended it, if
 * anything did.
 */
async function revalidateAll(
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

function skippedReport(pass: PlannedPass, error: PassReport["error"]): PassReport {
  const { table, kind, reason, watermarkBefore } = pass;
  return {
    table: table.name,
    kind,
    how: "none",
    reason,
    outcome: "skipped",
    rows: noRows,
    invalidItems: 0,
    overDeletionLimit: 0,
    hits: 0,
    bytes: 0,
    seconds: 0,
    watermarkBefore,
    watermarkAfter: watermarkBefore,
    error,
  };
}

function outcomeOf(run: Run, interrupted: boolean): RunOutcome {
  if (run.error !== undefined) {
    const normal = isError42(run.error) && (run.error.code === "E_BUDGET" || run.error.code === "E_ABORTED");
    return normal ? "partial" : "failed";
  }
  return interrupted && !run.finished ? "partial" : run.missing.size > 0 ? "partial" : "complete";
}
