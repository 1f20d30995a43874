import { scopeKey, windowOf, type AnyTable } from "../../resource/index.js";
import type { Mirrored } from "../../define-mirror.js";
import { ownersOf } from "./related-tables.js";
import type { PlanInput } from "./plan-input.js";
import { describeToReread, rereadsOwners, type PlannedPass } from "./planned-pass.js";

/** The pass that a table needs now. */
export async function choosePass(input: PlanInput, mirrored: Mirrored): Promise<PlannedPass> {
  const pass = { ...(await chooseKind(input, mirrored)), reason: "" };
  const toReread =
    !pass.skip && rereadsOwners(pass)
      ? describeToReread(
          pass.table,
          await input.store.counts.ownersToReread(pass.table, scopeKey(input.scope)),
        )
      : "";
  return { ...pass, reason: pass.kindReason + toReread };
}

async function chooseKind(
  input: PlanInput,
  { table, endpoint }: Mirrored,
): Promise<Omit<PlannedPass, "reason">> {
  const { policy, store, options } = input;
  const scope = scopeKey(input.scope);
  const filled = await store.watermarks.watermark(table, scope);
  const resume = await store.watermarks.resumePoint(table, scope);
  const base = {
    table,
    endpoint,
    owners: ownersOf(input.mirrored, table),
    skip: false,
    since: null,
    until: null,
    resume: undefined,
    watermarkBefore: filled?.watermark ?? null,
    keepsState: true,
  };
  const full = (kindReason: string): Omit<PlannedPass, "reason"> => ({ ...base, kind: "full", kindReason });
  if (resume !== undefined) {
    const since = resume.since === null ? null : new Date(resume.since);
    const until = resume.until === null ? null : new Date(resume.until);
    return {
      ...base,
      kind: resume.kind,
      since,
      until,
      resume,
      kindReason: "resumes where the last run stopped",
    };
  }
  if (filled === undefined) return full("not filled yet");
  const ageMs = input.now.getTime() - Date.parse(filled.watermark);
  if (table.reference && options?.force !== true && ageMs >= 0 && ageMs < policy.referenceTtlMs)
    return {
      ...full(`read ${showAge(ageMs)} ago, good for ${showAge(policy.referenceTtlMs)}`),
      skip: true,
    };
  const window = windowOf(table);
  if (window === undefined) return full("the list doesn't say what changed");
  if (table.entersByList(input.scope)) return full("only the list says who belongs to these campuses");
  if (ageMs < -policy.marginMs) return full("its watermark is ahead of the server's clock");
  const rows = await store.counts.count(table);
  if (policy.fullUpToPages > 0 && rows <= policy.fullUpToPages * endpoint.pageSize)
    return full(`at most ${String(policy.fullUpToPages)} pages`);
  if (table.reference && policy.refreshHits > 0 && (await lastReadMs(input, table)) >= wholeEveryMs)
    return full("not read in full for 7 days, and a rename may not show");
  const backMs = Math.max(policy.marginMs, window.lookBackHours * hourMs);
  const kindReason =
    window.lookBackHours === 0
      ? "changes since the last complete pass"
      : `looks back ${String(window.lookBackHours)} h over ${window.by}`;
  return { ...base, kind: "window", since: new Date(Date.parse(filled.watermark) - backMs), kindReason };
}

/** How long ago a list was read in full, by the server's clock; infinite where that is not known. */
async function lastReadMs({ store, scope, now }: PlanInput, table: AnyTable): Promise<number> {
  const [range] = await store.watermarks.coverage(table, scopeKey(scope));
  return range === undefined ? Infinity : now.getTime() - Date.parse(range.readAt);
}

/** The pass of a table for the caller's own window. */
export function windowPass(
  input: PlanInput,
  { table, endpoint }: Mirrored,
  window: { readonly since: Date; readonly until?: Date },
): PlannedPass {
  const skip = windowOf(table) === undefined;
  const kindReason = skip ? "the list doesn't say what changed" : "your own window";
  return {
    table,
    endpoint,
    owners: ownersOf(input.mirrored, table),
    kind: "window",
    skip,
    kindReason,
    reason: kindReason,
    since: window.since,
    until: window.until ?? null,
    resume: undefined,
    watermarkBefore: null,
    keepsState: false,
  };
}

const hourMs = 3_600_000;

/**
 * A reference list that is read by window is read in full this often where anything is refreshed: 42 doesn't
 * always move `updated_at` when it renames something.
 */
const wholeEveryMs = 7 * 24 * hourMs;

/** `3 h 20 min`. */
function showAge(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${String(minutes)} min`;
  return minutes % 60 === 0 ? `${String(hours)} h` : `${String(hours)} h ${String(minutes % 60)} min`;
}
