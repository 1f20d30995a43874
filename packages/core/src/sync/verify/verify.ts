import { isError42 } from "../../errors/index.js";
import { scopeKey, type Scope } from "../../resource/index.js";
import { inReferenceOrder } from "../../resources/index.js";
import { ownersOf } from "../owners-of.js";
import type { Mirrored } from "../plan.js";
import type { Store } from "../ports.js";
import { reportError } from "../report.js";
import type { PageSource } from "../source.js";
import type { VerifyContext } from "./comparison.js";
import { createHitAllowance } from "./hit-allowance.js";
import { countDifferences, type VerifiedTable, type VerifyReport } from "./verify-report.js";
import { howToCompare, notVerified, verifyTable, type TableOptions } from "./verify-table.js";

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
 * Compares the copy with 42: tables that are one list first, then the rows of people, for as many as the hits are enough for, and for others the
 * next time. A repair holds the store's lock.
 *
 * @throws StoreError E_LOCKED; what ends everything: E_AUTH, E_NETWORK, E_STORE, E_ABORTED
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
  const { source, mirrored, scope } = input;
  const whole = createHitAllowance(input.budget, () => source.usage.hits);
  const chosen = chooseTables(input);
  const tables: VerifiedTable[] = [];
  for (const [at, one] of chosen.entries()) {
    const owned = chosen.slice(at).filter((other) => isOwned(other)).length;
    // Of what is left, tables of owners get equal parts; what one does not need the next ones have.
    const most = isOwned(one) ? Math.floor(whole.left / owned) : whole.left;
    const context = { ...one, ...input, owners: ownersOf(mirrored, one.table), allowance: createHitAllowance(most, () => source.usage.hits), signal: input.signal };
    const verified = await tryTable(context, input);
    tables.push(verified);
    input.onTable?.(verified);
  }
  return {
    scope: scopeKey(scope),
    tables,
    hits: whole.spent,
    different: tables.some(({ remains, differing, repaired }) => countDifferences(remains) + (repaired === null ? differing.length : 0) > 0),
    failed: tables.some(({ error }) => error !== null),
    withheld: tables.reduce((sum, { withheld }) => sum + withheld, 0),
  };
}

/** Lists before the rows of owners, parents before children. */
function chooseTables({ mirrored, only, except }: VerifyInput): readonly Mirrored[] {
  const byTable = new Map(mirrored.map((one) => [one.table, one]));
  const chosen = mirrored.filter(({ table }) => (only === undefined || only.includes(table.name)) && except?.includes(table.name) !== true);
  const ordered = inReferenceOrder(chosen.map(({ table }) => table)).flatMap((table) => byTable.get(table) ?? []);
  return [...ordered.filter((one) => !isOwned(one)), ...ordered.filter((one) => isOwned(one))];
}

function isOwned({ table }: Mirrored): boolean {
  return table.askBy !== undefined && table.askBy.table !== table.name;
}

/** Errors after which no other table could be compared either. */
const fatal: ReadonlySet<string> = new Set(["E_AUTH", "E_NETWORK", "E_STORE", "E_ABORTED", "E_CONFIG"]);

type Unplaced = Omit<VerifyContext, "settledUntil">;

async function tryTable(context: Unplaced, input: VerifyInput): Promise<VerifiedTable> {
  const { table, store, scope } = context;
  const held = await store.watermarks.watermark(table, scopeKey(scope));
  if (held === undefined) return notVerified(table.name, "it was never complete: run nightly first");
  if (howToCompare(context) !== undefined && context.allowance.left === 0) return notVerified(table.name, "no hits were left for it");
  const settledUntil = new Date(Date.parse(held.watermark) - input.marginMs).toISOString();
  try {
    return await verifyTable({ ...context, settledUntil }, { repair: input.repair ?? false, allowMassDeletion: input.allowMassDeletion ?? false, sample: input.sample ?? 0 });
  } catch (error) {
    if (!isError42(error) || fatal.has(error.code)) throw error;
    return { ...notVerified(table.name, error.message), hits: context.allowance.spent, error: reportError(error) };
  }
}
