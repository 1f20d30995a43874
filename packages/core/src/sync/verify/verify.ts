import { inReferenceOrder, scopeKey, type Scope } from "../../resource/index.js";
import type { Mirrored } from "../plan/plan.js";
import type { LockedBy, Store } from "../ports/index.js";
import { reportError } from "../report/report.js";
import type { PageSource } from "../sources/page-source.js";
import { createHitAllowance, endsAll, type HitAllowance } from "./hit-allowance.js";
import { tryTable, waiting, whyNot } from "./attempt-table.js";
import { isOwned, rotate } from "./rotation.js";
import { countDifferences, type VerifiedTable, type VerifyReport } from "./verify-report.js";
import { notVerified, type TableOptions } from "./verify-table.js";
import { watchRuns } from "./watch-runs.js";

/** What a comparison works with. */
export interface VerifyInput extends Partial<TableOptions> {
  readonly source: PageSource;
  readonly store: Store;
  /** Every mirrored table; `only` and `except` choose among them. */
  readonly mirrored: readonly Mirrored[];
  readonly scope: Scope;
  readonly only?: readonly string[];
  readonly except?: readonly string[];
  /** Most hits to spend. */
  readonly budget: number;
  /** What changed since this much before the watermark is pending. Milliseconds. */
  readonly marginMs: number;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
  readonly onTable?: (table: VerifiedTable) => void;
  readonly signal?: AbortSignal;
}

/**
 * Compares the copy with 42: tables that are one list first, then the rows of people, for as many as the hits
 * are enough for, and for others the next time. A repair holds the store's lock. What ends everything early
 * is in the report, beside what was compared until then.
 *
 * @throws StoreError E_LOCKED, E_STORE; what ended everything before anything was compared: E_AUTH,
 * E_NETWORK, E_ABORTED
 */
export async function verify(input: VerifyInput): Promise<VerifyReport> {
  if (input.repair !== true) return verifyAll(input);
  const held = await input.store.lock.acquire({ run: "verify" });
  try {
    return await verifyAll(input);
  } finally {
    await held.release();
  }
}

async function verifyAll(input: VerifyInput): Promise<VerifyReport> {
  const { source, scope } = input;
  const hits = (): number => source.usage.hits;
  const whole = createHitAllowance(input.budget, hits);
  const chosen = chooseTables(input);
  const tables = new Map<Mirrored, VerifiedTable>();
  const found: Found = { ended: undefined, beside: undefined };
  const tell = (one: Mirrored, verified: VerifiedTable): void => {
    tables.set(one, verified);
    input.onTable?.(verified);
  };
  for (const one of chosen) {
    const reason = await whyNot(input, one);
    if (reason !== undefined) tell(one, notVerified(one.table.name, reason));
  }
  const { lists, owned, forLists } = await rotate(
    chosen.filter((one) => !tables.has(one)),
    input,
  );
  for (const one of lists)
    tell(
      one,
      await compareInTurn(input, one, {
        allowance: createHitAllowance(Math.min(whole.remaining, Math.max(0, forLists - whole.spent)), hits),
        found,
      }),
    );
  for (const [at, one] of owned.entries()) {
    // Equal parts of what is left, while there is one for each; what one does not need the next ones have.
    const part = Math.max(1, Math.floor(whole.remaining / (owned.length - at)));
    tell(
      one,
      await compareInTurn(input, one, {
        allowance: createHitAllowance(Math.min(whole.remaining, part), hits),
        found,
      }),
    );
  }
  const all = chosen.flatMap((one) => tables.get(one) ?? []);
  if (found.ended !== undefined && all.every(({ there }) => there === null)) throw found.ended;
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
    beside: found.beside ?? null,
    error: found.ended === undefined ? null : reportError(found.ended),
  };
}

/** What concerns all tables. */
interface Found {
  /** What ended everything. */
  ended: unknown;
  beside: LockedBy | undefined;
}

async function compareInTurn(
  input: VerifyInput,
  one: Mirrored,
  { allowance, found }: { readonly allowance: HitAllowance; readonly found: Found },
): Promise<VerifiedTable> {
  if (found.ended !== undefined) return waiting(input, one, "not reached");
  const whoWorked = input.repair === true ? undefined : await watchRuns(input.store, one.table, input.scope);
  const { verified, ended } = await tryTable(input, one, allowance);
  if (endsAll(ended)) found.ended = ended;
  if (verified.there !== null) found.beside ??= await whoWorked?.();
  return verified;
}

/** Lists before the rows of owners, parents before children. */
function chooseTables({ mirrored, only, except }: VerifyInput): readonly Mirrored[] {
  const byTable = new Map(mirrored.map((one) => [one.table, one]));
  const chosen = mirrored.filter(
    ({ table }) => (only === undefined || only.includes(table.name)) && except?.includes(table.name) !== true,
  );
  const ordered = inReferenceOrder(chosen.map(({ table }) => table)).flatMap(
    (table) => byTable.get(table) ?? [],
  );
  return [...ordered.filter((one) => !isOwned(one)), ...ordered.filter(isOwned)];
}
