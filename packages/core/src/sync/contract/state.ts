import { tables } from "../../resources/index.js";
import type { PassKind, ResumePoint, Store } from "../ports/index.js";
import {
  commit,
  contractTest,
  counts,
  entryOf,
  rejection,
  same,
  scope,
  type ContractTest,
} from "./contract-test.js";

const { users, cursus } = tables;
const early = "2026-01-01T00:00:00.000Z";
const late = "2026-02-01T00:00:00.000Z";
const resume: ResumePoint = {
  kind: "window",
  since: early,
  until: late,
  startedAt: late,
  state: { stage: 1, after: 4_000_000_000, ids: [3, 1, 2], note: null },
};
const other: ResumePoint = { kind: "full", since: null, until: null, startedAt: early, state: [] };
const completes = (
  watermark: string,
  kind: PassKind = "full",
): { readonly completes: { readonly watermark: string; readonly kind: PassKind } } => ({
  completes: { watermark, kind },
});

const watermark = async (store: Store): Promise<string | undefined> =>
  (await store.watermarks.watermark(users, scope))?.watermark;

async function openPass(store: Store): Promise<{ readonly runId: number; readonly passId: number }> {
  const runId = await store.ledger.beginRun({ name: "nightly", scope });
  const passId = await store.ledger.beginPass({
    runId,
    table: "users",
    kind: "window",
    reason: "changes",
    since: early,
    until: late,
    resumed: true,
    watermarkBefore: early,
  });
  return { runId, passId };
}

/** Watermarks, resume points, the ledger and the lock. */
export const stateContract: readonly ContractTest[] = [
  contractTest("a table has no watermark before a pass of it is complete", async ({ store }) => {
    await commit(store, users, [entryOf(users, { id: 1 })], { resume });
    same("watermark", await store.watermarks.watermark(users, scope), undefined);
  }),

  contractTest("the last page of a pass moves the watermark", async ({ store }) => {
    await commit(store, users, [], completes(early));
    const first = await store.watermarks.watermark(users, scope);
    same("watermark", first?.watermark, early);
    same("completedAt is an instant", Number.isNaN(Date.parse(first?.completedAt ?? "")), false);
    await commit(store, users, [], completes(late, "window"));
    same("moved", await watermark(store), late);
  }),

  contractTest("a window never moves the watermark backwards, a full pass sets it", async ({ store }) => {
    await commit(store, users, [], completes(late));
    await commit(store, users, [], completes(early, "window"));
    same("after a window", await watermark(store), late);
    await commit(store, users, [], completes(early, "full"));
    same("after a full pass", await watermark(store), early);
  }),

  contractTest("a resume point is kept as it was given, until another one comes", async ({ store }) => {
    same("at first", await store.watermarks.resumePoint(users, scope), undefined);
    await commit(store, users, [entryOf(users, { id: 1 })], { resume });
    same("saved", await store.watermarks.resumePoint(users, scope), resume);
    await commit(store, users, []);
    same("left as it is", await store.watermarks.resumePoint(users, scope), resume);
    await commit(store, users, [], { resume: other });
    same("replaced", await store.watermarks.resumePoint(users, scope), other);
    await commit(store, users, [], { resume: null });
    same("deleted", await store.watermarks.resumePoint(users, scope), undefined);
  }),

  contractTest("a complete pass has no resume point", async ({ store }) => {
    await commit(store, users, [], { resume });
    await commit(store, users, [], completes(late));
    same("resume point", await store.watermarks.resumePoint(users, scope), undefined);
  }),

  contractTest("watermarks and resume points are of one table and one scope", async ({ store }) => {
    await commit(store, users, [], { ...completes(late), scope: "cursus=21 campus=1" });
    await commit(store, cursus, [], { resume });
    same("other scope", await store.watermarks.watermark(users, scope), undefined);
    same("other table", await store.watermarks.resumePoint(users, scope), undefined);
  }),

  contractTest("runs and passes are opened, counted and closed", async ({ store }) => {
    const { runId, passId } = await openPass(store);
    same(
      "page",
      await commit(store, users, [entryOf(users, { id: 1 })], { passId }),
      counts({ inserted: 1 }),
    );
    await store.ledger.endPass(passId, {
      outcome: "complete",
      hits: 3,
      bytes: 4_000_000_000,
      seconds: 1.5,
      reason: null,
    });
    await store.ledger.endRun(runId, { outcome: "complete", hits: 3, reason: null });
    const next = await openPass(store);
    same("numbers differ", next.runId !== runId && next.passId !== passId, true);
  }),

  contractTest("a run begins although an earlier one was left open", async ({ store }) => {
    const remaining = await openPass(store);
    const next = await openPass(store);
    same("numbers differ", next.runId !== remaining.runId, true);
    await store.ledger.endPass(next.passId, {
      outcome: "failed",
      hits: 0,
      bytes: 0,
      seconds: 0,
      reason: "a reason",
    });
    await store.ledger.endRun(next.runId, { outcome: "partial", hits: 0, reason: "a reason" });
  }),

  contractTest("one run at a time holds the lock, and the second hears which", async ({ store }) => {
    const held = await store.lock.acquire({ run: "nightly" });
    const refused = await rejection("a second run", store.lock.acquire({ run: "incremental" }));
    same("code", refused["code"], "E_LOCKED");
    same("names the holder", String(refused["message"]).includes("nightly"), true);
    same("holder", (await store.lock.holder())?.run, "nightly");
    await commit(store, users, [entryOf(users, { id: 1 })]);
    await held.release();
    same("nobody", await store.lock.holder(), undefined);
    const next = await store.lock.acquire({ run: "incremental" });
    await next.release();
  }),
];
