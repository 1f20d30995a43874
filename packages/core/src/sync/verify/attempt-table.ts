import { isError42 } from "../../errors/index.js";
import { scopeKey } from "../../resource/index.js";
import { ownersOf } from "../plan/owners-of.js";
import type { Mirrored } from "../plan/plan.js";
import { reportError } from "../report/report.js";
import type { VerifyContext } from "./compare/comparison.js";
import { requireKept, type HitAllowance } from "./hit-allowance.js";
import { whyIncomparable } from "./compare/how-to-compare.js";
import { remainingOf } from "./remaining.js";
import type { VerifyInput } from "./verify.js";
import type { VerifiedTable } from "./verify-report.js";
import { notVerified, verifyTable, type Attempted } from "./verify-table.js";

/** Why a table cannot be compared; undefined when it can. */
export async function whyNot(input: VerifyInput, one: Mirrored): Promise<string | undefined> {
  const { store, scope, mirrored } = input;
  if ((await store.watermarks.watermark(one.table, scopeKey(scope))) === undefined)
    return "it was never complete: run nightly first";
  return whyIncomparable({ ...one, owners: ownersOf(mirrored, one.table) });
}

/** Compares a table, as far as the hits and 42's answers reach. */
export async function tryTable(
  input: VerifyInput,
  one: Mirrored,
  allowance: HitAllowance,
): Promise<Attempted> {
  const { store, scope, mirrored, signal } = input;
  const held = await store.watermarks.watermark(one.table, scopeKey(scope));
  if (held === undefined || allowance.remaining === 0)
    return { verified: await waiting(input, one, "no hits were left for it"), ended: undefined };
  const settledUntil = new Date(Date.parse(held.watermark) - input.marginMs).toISOString();
  const context: VerifyContext = {
    ...one,
    ...input,
    owners: ownersOf(mirrored, one.table),
    settledUntil,
    allowance,
    signal,
  };
  try {
    return await verifyTable(context, {
      repair: input.repair ?? false,
      allowMassDeletion: input.allowMassDeletion ?? false,
      sample: input.sample ?? 0,
    });
  } catch (error) {
    const ended = requireKept(error);
    const message = isError42(ended) ? ended.message : String(ended);
    return {
      verified: { ...notVerified(one.table.name, message), hits: allowance.spent, error: reportError(ended) },
      ended,
    };
  }
}

/** A table that did not have its turn, and since when it waits. */
export async function waiting(
  input: VerifyInput,
  { table }: Mirrored,
  reason: string,
): Promise<VerifiedTable> {
  const owners = ownersOf(input.mirrored, table);
  const isOwnedBy = owners !== undefined && table.askBy !== undefined && owners !== table;
  return {
    ...notVerified(table.name, reason),
    remaining: await remainingOf(
      { ...input, table, owners },
      { verified: [], owners: isOwnedBy ? { compared: 0, of: 0 } : null },
    ),
  };
}
