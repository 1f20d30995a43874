import { inReferenceOrder, scopeKey, type AnyTable, type Scope } from "../../resource/index.js";
import type { Mirrored } from "../../define-mirror.js";
import { chooseTables, isOwned } from "../plan/related-tables.js";
import type { LockedBy, Store } from "../ports/index.js";
import { stopsRequests } from "../report/error-effects.js";
import { reportError } from "../report/report.js";
import { attemptTable, notReached, whyNot } from "./attempt-table.js";
import { createHitAllowance, type HitAllowance } from "./hit-allowance.js";
import { rotate } from "./rotation.js";
import type { VerifyInput } from "./verify-input.js";
import { countDifferences, notVerified, type VerifiedTable, type VerifyReport } from "./verify-report.js";

/**
 * Compares the copy with 42: first the tables that are one list, then the rows of as many owners as the hits
 * allow; the others follow the next time. A repair holds the store's lock. An error that ends everything early
 * is in the report, beside what was compared until then.
 *
 * @throws StoreError E_LOCKED, E_STORE; an error that ended everything before anything was compared: E_AUTH,
 * E_NETWORK, E_ABORTED
 */
export async function verify(input: VerifyInput): Promise<VerifyReport> {
  if (input.repair !== true) return verifyTables(input);
  const lock = await input.store.lock.acquire({ run: "verify" });
  try {
    return await verifyTables(input);
  } finally {
    await lock.release();
  }
}

async function verifyTables(input: VerifyInput): Promise<VerifyReport> {
  const { source, scope } = input;
  const hits = (): number => source.usage.hits;
  const whole = createHitAllowance(input.budget, hits);
  const chosen = listsFirst(chooseTables(input.mirrored, input));
  const tables = new Map<Mirrored, VerifiedTable>();
  const shared: Shared = { ended: undefined, concurrentRun: undefined };
  const report = (one: Mirrored, verified: VerifiedTable): void => {
    tables.set(one, verified);
    input.onTable?.(verified);
  };
  for (const one of chosen) {
    const reason = await whyNot(input, one);
    if (reason !== undefined) report(one, notVerified(one.table.name, reason));
  }
  const { lists, owned, forLists } = await rotate(
    chosen.filter((one) => !tables.has(one)),
    input,
  );
  const verifyWithin = async (one: Mirrored, most: number): Promise<void> => {
    const allowance = createHitAllowance(Math.min(whole.remaining, most), hits);
    report(one, await verifyOne(input, one, { allowance, shared }));
  };
  for (const one of lists) await verifyWithin(one, Math.max(0, forLists - whole.spent));
  // Equal shares of the remaining hits, at least one each; what one doesn't need goes to the next ones.
  for (const [at, one] of owned.entries())
    await verifyWithin(one, Math.max(1, Math.floor(whole.remaining / (owned.length - at))));
  const all = chosen.flatMap((one) => tables.get(one) ?? []);
  if (shared.ended !== undefined && all.every(({ there }) => there === null)) throw shared.ended;
  return {
    scope: scopeKey(scope),
    tables: all,
    hits: whole.spent,
    different: all.some(
      ({ remains, differing, repaired }) =>
        countDifferences(remains) + (repaired === null ? differing.length : 0) > 0,
    ),
    failed: all.some(({ error }) => error !== null),
    overDeletionLimit: all.reduce((sum, { overDeletionLimit }) => sum + overDeletionLimit, 0),
    beside: shared.concurrentRun ?? null,
    error: shared.ended === undefined ? null : reportError(shared.ended),
  };
}

/** What concerns all tables. */
interface Shared {
  /** The error that ended everything. */
  ended: unknown;
  concurrentRun: LockedBy | undefined;
}

async function verifyOne(
  input: VerifyInput,
  one: Mirrored,
  { allowance, shared }: { readonly allowance: HitAllowance; readonly shared: Shared },
): Promise<VerifiedTable> {
  if (shared.ended !== undefined) return notReached(input, one, "not reached");
  const concurrentRun =
    input.repair === true ? undefined : await trackRuns(input.store, one.table, input.scope);
  const { verified, ended } = await attemptTable(input, one, allowance);
  if (stopsRequests(ended)) shared.ended = ended;
  if (verified.there !== null) shared.concurrentRun ??= await concurrentRun?.();
  return verified;
}

/** Lists before the rows of owners, parents before children. */
function listsFirst(chosen: readonly Mirrored[]): readonly Mirrored[] {
  const byTable = new Map(chosen.map((one) => [one.table, one]));
  const ordered = inReferenceOrder(chosen.map(({ table }) => table)).flatMap(
    (table) => byTable.get(table) ?? [],
  );
  return [...ordered.filter((one) => !isOwned(one)), ...ordered.filter(isOwned)];
}

/**
 * Says, after a table was compared, whether a run changed the copy meanwhile: one that held the lock before or
 * after, or that completed the table.
 */
async function trackRuns(
  store: Store,
  table: AnyTable,
  scope: Scope,
): Promise<() => Promise<LockedBy | undefined>> {
  const before = await store.lock.holder();
  const completedAt = async (): Promise<string | undefined> =>
    (await store.watermarks.watermark(table, scopeKey(scope)))?.completedAt;
  const completed = await completedAt();
  return async () =>
    before ??
    (await store.lock.holder()) ??
    ((await completedAt()) === completed ? undefined : { run: "a run", since: null });
}
