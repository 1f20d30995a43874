import { scopeKey } from "../../resource/index.js";
import type { Mirrored } from "../../define-mirror.js";
import { isOwned, ownersOf } from "../plan/related-tables.js";
import { reportError } from "../report/report.js";
import type { VerifyContext } from "./compare/comparison.js";
import { whyIncomparable } from "./compare/how-to-compare.js";
import { endingOf, type HitAllowance } from "./hit-allowance.js";
import { remainingOf } from "./remaining.js";
import type { VerifyInput } from "./verify-input.js";
import { notVerified, type VerifiedTable } from "./verify-report.js";
import { verifyTable, type AttemptedTable } from "./verify-table.js";

/** Why a table cannot be compared; undefined when it can. */
export async function whyNot(input: VerifyInput, one: Mirrored): Promise<string | undefined> {
  const { store, scope, mirrored } = input;
  if ((await store.watermarks.watermark(one.table, scopeKey(scope))) === undefined)
    return "never completed: run nightly first";
  return whyIncomparable({ ...one, owners: ownersOf(mirrored, one.table) });
}

/** Compares a table, as far as the hits and 42's answers allow. */
export async function attemptTable(
  input: VerifyInput,
  one: Mirrored,
  allowance: HitAllowance,
): Promise<AttemptedTable> {
  const { store, scope, mirrored, signal } = input;
  const complete = await store.watermarks.watermark(one.table, scopeKey(scope));
  if (complete === undefined || allowance.remaining === 0)
    return { verified: await notReached(input, one, "no hits remained for it"), ended: undefined };
  const completeUntil = new Date(Date.parse(complete.watermark) - input.marginMs).toISOString();
  const context: VerifyContext = {
    ...one,
    ...input,
    owners: ownersOf(mirrored, one.table),
    completeUntil,
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
    const ended = endingOf(error);
    const reported = reportError(ended);
    return {
      verified: {
        ...notVerified(one.table.name, reported.message, "not compared"),
        hits: allowance.spent,
        error: reported,
      },
      ended,
    };
  }
}

/** A table that was not reached, and since when it waits. */
export async function notReached(input: VerifyInput, one: Mirrored, reason: string): Promise<VerifiedTable> {
  const { table } = one;
  const owners = ownersOf(input.mirrored, table);
  const byOwners = owners !== undefined && isOwned(one);
  return {
    ...notVerified(table.name, reason),
    remaining: await remainingOf(
      { ...input, table, owners },
      { verified: [], owners: byOwners ? { compared: 0, of: 0 } : null },
    ),
  };
}
