import { scopeKey } from "../../resource/index.js";
import { describeToReread, rereadsOwners } from "../plan/planned-pass.js";
import type { PassOutcome } from "../ports/index.js";
import { createPassReport } from "../report/create-pass-report.js";
import { isForbidden, isInterruption, isStoreFailure } from "../report/error-effects.js";
import { reportError, type PassReport } from "../report/report.js";
import type { RunPassInput } from "./run-pass-input.js";
import { noProgress, storePages } from "./store-pages.js";

/** What became of a pass, and the error that ended it, if one did. */
export interface PassResult {
  readonly report: PassReport;
  readonly error: unknown;
}

/**
 * Makes one pass: each page is stored in its own transaction, with its resume point; the last one moves the
 * watermark.
 */
export async function runPass(input: RunPassInput): Promise<PassResult> {
  const { pass, store, source } = input;
  const began = { at: input.now(), hits: source.usage.hits, bytes: source.usage.bytes };
  const progress = noProgress();
  let passId: number | null = null;
  let outcome: PassOutcome;
  let error: unknown;
  let { reason } = pass;
  try {
    reason = await reasonNow(input);
    const until = pass.kind !== "window" ? null : (pass.until ?? (await source.serverNow(input.signal)));
    const resumed = pass.resume !== undefined;
    passId = await store.ledger.beginPass({
      runId: input.runId,
      table: pass.table.name,
      kind: pass.kind,
      reason,
      since: pass.since?.toISOString() ?? null,
      until: until?.toISOString() ?? null,
      resumed,
      watermarkBefore: pass.watermarkBefore,
    });
    input.onEvent({ type: "pass", table: pass.table.name, kind: pass.kind, reason, resumed });
    outcome = await storePages(input, passId, until, progress);
  } catch (caught) {
    error = caught;
    outcome = isInterruption(caught) ? "partial" : isForbidden(caught) ? "skipped" : "failed";
  }
  const report = createPassReport(
    { ...pass, reason },
    {
      outcome,
      how: progress.how,
      rows: progress.rows,
      invalidItems: progress.invalidItems,
      overDeletionLimit: progress.overDeletionLimit,
      hits: source.usage.hits - began.hits,
      bytes: source.usage.bytes - began.bytes,
      seconds: (input.now() - began.at) / 1000,
      watermarkAfter: progress.watermark ?? pass.watermarkBefore,
      error: error === undefined ? null : reportError(error),
    },
  );
  if (passId !== null && !isStoreFailure(error)) {
    const { hits, bytes, seconds } = report;
    await store.ledger.endPass(passId, {
      outcome,
      hits,
      bytes,
      seconds,
      reason: report.error?.message ?? null,
    });
  }
  input.onEvent({ type: "pass-end", table: pass.table.name, report });
  return { report, error };
}

/** The pass's reason, with the owners to re-read as they are now, after the earlier passes of the run. */
async function reasonNow({ pass, store, scope }: RunPassInput): Promise<string> {
  if (!rereadsOwners(pass)) return pass.reason;
  const toReread = await store.counts.ownersToReread(pass.table, scopeKey(scope));
  return pass.kindReason + describeToReread(pass.table, toReread);
}
