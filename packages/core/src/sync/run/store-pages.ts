import { scopeKey } from "../../resource/index.js";
import { allToReread, isWhole, type PlannedPass } from "../plan/planned-pass.js";
import {
  addCounts,
  noRows,
  type Entry,
  type IdRange,
  type PageCommit,
  type PassOutcome,
  type ResumePoint,
  type RowCounts,
} from "../ports/index.js";
import { readPass, type PassPage } from "../read/read-pass.js";
import type { PassState } from "../read/read-stage.js";
import { createBelongs, outOfScopeOf, toEntry } from "../read/select-items.js";
import type { How } from "../report/report.js";
import { classifyPage } from "./classify-page.js";
import { fetchMissingParents } from "./fetch-missing-parents.js";
import type { RunPassInput } from "./run-pass-input.js";

/** What a pass has done so far. */
export interface Progress {
  rows: RowCounts;
  invalidItems: number;
  received: number;
  pages: number;
  how: How;
  watermark: string | null;
  overDeletionLimit: number;
}

/** Of a pass that has done nothing yet. */
export function noProgress(): Progress {
  return {
    rows: noRows,
    invalidItems: 0,
    received: 0,
    pages: 0,
    how: "none",
    watermark: null,
    overDeletionLimit: 0,
  };
}

/** Facts that hold for every page of a pass. */
interface PassFacts {
  readonly passId: number;
  /** The watermark once the pass is complete, ISO. */
  readonly startedAt: string;
  readonly until: Date | null;
  readonly belongs: (item: unknown) => boolean;
}

/** Reads a pass and stores each page. */
export async function storePages(
  input: RunPassInput,
  passId: number,
  until: Date | null,
  progress: Progress,
): Promise<PassOutcome> {
  const { pass, store } = input;
  // The state was written by this engine; the store returns the JSON that it was given.
  const from = (pass.resume?.state ?? null) as PassState | null;
  let startedAt = pass.resume?.startedAt ?? null;
  const belongs = await createBelongs(pass, store.counts);
  const pages =
    pass.kind === "parents"
      ? fetchMissingParents(input)
      : readPass({ ...input, until, counts: store.counts, from });
  for await (const passPage of pages) {
    startedAt ??= toWatermark(until, passPage.page.date ?? (await input.source.serverNow(input.signal)));
    await storePage(input, passPage, { passId, startedAt, until, belongs }, progress);
    if (passPage.state === null) {
      progress.watermark = pass.keepsState ? startedAt : null;
      return "complete";
    }
    if (input.finish?.aborted === true) return "partial";
  }
  // The last stage had nobody to ask by: complete all the same.
  startedAt ??= toWatermark(until, await input.source.serverNow(input.signal));
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

/** The future watermark: the server's clock at the first response, or the window's end where that is earlier. */
function toWatermark(until: Date | null, date: Date): string {
  return new Date(Math.min(until?.getTime() ?? Infinity, date.getTime())).toISOString();
}

async function storePage(
  input: RunPassInput,
  passPage: PassPage,
  facts: PassFacts,
  progress: Progress,
): Promise<void> {
  const { pass, scope } = input;
  const { page, askedById } = passPage;
  const entries: Entry[] = [];
  for (const item of page.items)
    if (askedById || (pass.table.includes(item, scope) && facts.belongs(item)))
      entries.push(toEntry(pass.table, item, passPage.mayEnter(item)));
  const { overDeletionLimit, ...classified } = await classifyPage(input, passPage, facts.startedAt);
  const counts = await input.store.pages.commit({
    table: pass.table,
    scope: scopeKey(scope),
    passId: facts.passId,
    entries,
    invalidItems: page.invalidItems,
    skipped: page.items.length - entries.length,
    ...(passPage.how === "by ids" && !askedById
      ? { outOfScope: outOfScopeOf(pass.table, page.items, scope) }
      : {}),
    ...classified,
    ...(passPage.state === null
      ? await completion(input, facts.startedAt, overDeletionLimit > 0)
      : resumeAt(pass, passPage.state, facts)),
  });
  progress.rows = addCounts(progress.rows, counts);
  progress.invalidItems += page.invalidItems.length;
  progress.overDeletionLimit += overDeletionLimit;
  progress.received += page.size;
  progress.pages += 1;
  // Confirming rows by id says nothing about how the pass is read.
  if (!askedById || progress.how === "none") progress.how = passPage.how;
  input.onEvent({
    type: "page",
    table: pass.table.name,
    rows: progress.received,
    pages: progress.pages,
    totalPages: askedById ? progress.pages : passPage.totalPages,
    counts: progress.rows,
  });
}

const everyId: readonly IdRange[] = [{ from: 0, to: Number.MAX_SAFE_INTEGER }];

/** What becomes true with the last page of a pass: here the watermark moves. */
async function completion(
  { pass, store, scope }: RunPassInput,
  watermark: string,
  isOverDeletionLimit: boolean,
): Promise<Pick<PageCommit, "completes" | "resume" | "reread" | "coverage">> {
  if (!pass.keepsState) return {};
  // A pass that read all owners from scratch has re-read those that were noted before it. Where deletions are
  // over the limit they stay noted, so that the next run finds the rows again.
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
  { startedAt, until }: Pick<PassFacts, "startedAt" | "until">,
): { resume?: ResumePoint } {
  if (!pass.keepsState) return {};
  const { kind, since } = pass;
  return {
    resume: {
      kind,
      since: since?.toISOString() ?? null,
      until: until?.toISOString() ?? null,
      startedAt,
      state,
    },
  };
}
