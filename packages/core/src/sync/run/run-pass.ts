import { BudgetError, isError42 } from "../../errors/index.js";
import { scopeKey, toLinks, toRow, type Scope } from "../../resource/index.js";
import { createBelongs } from "../read/create-belongs.js";
import type { RunEvent } from "../report/events.js";
import { outOfScopeOf } from "../read/out-of-scope.js";
import type { PlannedPass } from "../plan/plan.js";
import {
  addCounts,
  noRows,
  type Entry,
  type IdRange,
  type PageCommit,
  type PassOutcome,
  type ResumePoint,
  type RowCounts,
  type Store,
} from "../ports/index.js";
import { fetchMissingParents } from "./fetch-missing-parents.js";
import { classifyPage } from "./classify-page.js";
import { reportError, type How, type PassReport } from "../report/report.js";
import type { PageSource } from "../sources/page-source.js";
import { rereadsOwners, isWhole, allToReread, describeToReread } from "../read/stages.js";
import { traverse, type PassPage, type PassState } from "../read/read-pass.js";

export interface RunPassInput {
  readonly source: PageSource;
  readonly store: Store;
  readonly pass: PlannedPass;
  readonly runId: number;
  readonly scope: Scope;
  /** Local milliseconds, for durations only. */
  readonly now: () => number;
  readonly onEvent: (event: RunEvent) => void;
  /** Stops at once. */
  readonly signal: AbortSignal | undefined;
  /** Stops after the page in hand. */
  readonly finish: AbortSignal | undefined;
  /** Marks as gone however many are. */
  readonly allowMassDeletion: boolean;
  /**
   * Whether this run has read the whole list of the pass's table: then what it did not show need not be asked
   * for.
   */
  readonly isRead: boolean;
}

/** What became of a pass, and the error that ended it, if one did. */
export interface PassResult {
  readonly report: PassReport;
  readonly error: unknown;
}

/**
 * Makes one pass: each page is stored in a transaction of its own, with its resume point; the last one moves
 * the watermark.
 */
export async function runPass(input: RunPassInput): Promise<PassResult> {
  const { pass, store, source } = input;
  const began = { at: input.now(), hits: source.usage.hits, bytes: source.usage.bytes };
  const progress: Progress = {
    rows: noRows,
    invalidItems: 0,
    received: 0,
    pages: 0,
    how: "none",
    watermark: null,
    overDeletionLimit: 0,
  };
  let passId: number | null = null;
  let outcome: PassOutcome;
  let error: unknown;
  let reason = pass.reason;
  try {
    if (rereadsOwners(pass))
      reason =
        pass.cause +
        describeToReread(pass.table, await store.counts.ownersToReread(pass.table, scopeKey(input.scope)));
    const until = pass.kind !== "window" ? null : (pass.until ?? (await source.serverNow(input.signal)));
    passId = await store.ledger.beginPass({
      runId: input.runId,
      table: pass.table.name,
      kind: pass.kind,
      reason,
      since: pass.since?.toISOString() ?? null,
      until: until?.toISOString() ?? null,
      resumed: pass.resume !== undefined,
      watermarkBefore: pass.watermarkBefore,
    });
    input.onEvent({
      type: "pass",
      table: pass.table.name,
      kind: pass.kind,
      reason,
      resumed: pass.resume !== undefined,
    });
    outcome = await storePages(input, passId, until, progress);
  } catch (caught) {
    error = caught;
    outcome = outcomeOf(caught);
  }
  const report: PassReport = {
    table: pass.table.name,
    kind: pass.kind,
    how: progress.how,
    reason,
    outcome,
    rows: progress.rows,
    invalidItems: progress.invalidItems,
    overDeletionLimit: progress.overDeletionLimit,
    hits: source.usage.hits - began.hits,
    bytes: source.usage.bytes - began.bytes,
    seconds: (input.now() - began.at) / 1000,
    watermarkBefore: pass.watermarkBefore,
    watermarkAfter: progress.watermark ?? pass.watermarkBefore,
    error: error === undefined ? null : reportError(error),
  };
  if (passId !== null && !isStoreFailure(error)) {
    await store.ledger.endPass(passId, {
      outcome,
      hits: report.hits,
      bytes: report.bytes,
      seconds: report.seconds,
      reason: report.error?.message ?? null,
    });
  }
  input.onEvent({ type: "pass-end", table: pass.table.name, report });
  return { report, error };
}

interface Progress {
  rows: RowCounts;
  invalidItems: number;
  received: number;
  pages: number;
  how: How;
  watermark: string | null;
  overDeletionLimit: number;
}

async function storePages(
  input: RunPassInput,
  passId: number,
  until: Date | null,
  progress: Progress,
): Promise<PassOutcome> {
  const { pass, store } = input;
  // The state was written by this engine; the store hands back the JSON that it was given.
  const from = (pass.resume?.state ?? null) as PassState | null;
  let startedAt = pass.resume?.startedAt ?? null;
  const belongs = await createBelongs(pass, store.counts);
  const pages =
    pass.kind === "parents"
      ? fetchMissingParents(input)
      : traverse({
          source: input.source,
          pass,
          scope: input.scope,
          until,
          counts: store.counts,
          signal: input.signal,
          from,
        });
  for await (const passPage of pages) {
    startedAt ??= startOf(until, passPage.page.date ?? (await input.source.serverNow(input.signal)));
    await storePage(input, passId, passPage, { startedAt, until, belongs }, progress);
    if (passPage.state === null) {
      progress.watermark = pass.keepsState ? startedAt : null;
      return "complete";
    }
    if (input.finish?.aborted === true) return "partial";
  }
  // Nobody was left to ask in the last stage: complete all the same.
  startedAt ??= startOf(until, await input.source.serverNow(input.signal));
  await store.pages.commit({
    table: pass.table,
    scope: scopeKey(input.scope),
    passId,
    entries: [],
    invalidItems: [],
    skipped: 0,
    ...(await completion(input, startedAt, false)),
  });
  progress.watermark = pass.keepsState ? startedAt : null;
  return "complete";
}

/**
 * The watermark to be: the first response's time on the server's clock, or the window's end where that is
 * earlier.
 */
function startOf(until: Date | null, date: Date): string {
  return new Date(Math.min(until?.getTime() ?? Infinity, date.getTime())).toISOString();
}

async function storePage(
  input: RunPassInput,
  passId: number,
  passPage: PassPage,
  at: {
    readonly startedAt: string;
    readonly until: Date | null;
    readonly belongs: (item: unknown) => boolean;
  },
  progress: Progress,
): Promise<void> {
  const { pass, scope } = input;
  const { page } = passPage;
  const entries: Entry[] = [];
  for (const item of page.items) {
    if (!passPage.askedById && !(pass.table.includes(item, scope) && at.belongs(item))) continue;
    entries.push({
      row: toRow(pass.table, item),
      links: toLinks(pass.table, item),
      mayEnter: passPage.mayEnter(item),
    });
  }
  const { overDeletionLimit, ...verdict } = await classifyPage(input, passPage, at.startedAt);
  const counts = await input.store.pages.commit({
    table: pass.table,
    scope: scopeKey(scope),
    passId,
    entries,
    invalidItems: page.invalidItems,
    skipped: page.items.length - entries.length,
    ...(passPage.how === "by ids" && !passPage.askedById
      ? { outOfScope: outOfScopeOf(pass.table, page.items, scope) }
      : {}),
    ...verdict,
    ...(passPage.state === null
      ? await completion(input, at.startedAt, overDeletionLimit > 0)
      : resumeAt(pass, passPage.state, at)),
  });
  progress.rows = addCounts(progress.rows, counts);
  progress.invalidItems += page.invalidItems.length;
  progress.overDeletionLimit += overDeletionLimit;
  progress.received += page.size;
  progress.pages += 1;
  // Asking once more for what did not come says nothing of how the rows are read.
  if (!passPage.askedById || progress.how === "none") progress.how = passPage.how;
  input.onEvent({
    type: "page",
    table: pass.table.name,
    rows: progress.received,
    pages: progress.pages,
    totalPages: passPage.askedById ? progress.pages : passPage.totalPages,
    counts: progress.rows,
  });
}

const everyId: readonly IdRange[] = [{ from: 0, to: Number.MAX_SAFE_INTEGER }];

async function completion(
  { pass, store, scope }: RunPassInput,
  watermark: string,
  isOverDeletionLimit: boolean,
): Promise<Pick<PageCommit, "completes" | "resume" | "reread" | "coverage">> {
  if (!pass.keepsState) return {};
  // A pass that read everybody from the beginning has read those who were due before it. Where rows are
  // withheld they stay due, so that the next run finds them again.
  const reread =
    isWhole(pass) && !isOverDeletionLimit
      ? { reread: allToReread(await store.counts.ownersToReread(pass.table, scopeKey(scope))) }
      : {};
  const coverage =
    pass.kind === "full" && (pass.table.silent || pass.table.reference) && !isOverDeletionLimit
      ? { coverage: { ranges: everyId, readAt: watermark } }
      : {};
  return { completes: { watermark, kind: pass.kind }, resume: null, ...reread, ...coverage };
}

function resumeAt(
  pass: PlannedPass,
  state: PassState,
  at: { readonly startedAt: string; readonly until: Date | null },
): { resume?: ResumePoint } {
  if (!pass.keepsState) return {};
  return {
    resume: {
      kind: pass.kind,
      since: pass.since?.toISOString() ?? null,
      until: at.until?.toISOString() ?? null,
      startedAt: at.startedAt,
      state,
    },
  };
}

function outcomeOf(error: unknown): PassOutcome {
  if (
    error instanceof BudgetError ||
    (isError42(error) && (error.code === "E_BUDGET" || error.code === "E_ABORTED"))
  )
    return "partial";
  return isClosedTo(error) ? "skipped" : "failed";
}

/** Whether the list is not for this application: 403, or 404 on a list (42 answers either, by role). */
function isClosedTo(error: unknown): boolean {
  return (
    isError42(error) &&
    (error.code === "E_FORBIDDEN" || (error.code === "E_HTTP" && error.context["status"] === 404))
  );
}

/** Whether the store itself failed; then it cannot be told how the pass ended either. */
function isStoreFailure(error: unknown): boolean {
  return isError42(error) && error.code === "E_STORE";
}
