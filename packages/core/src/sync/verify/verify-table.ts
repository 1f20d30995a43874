import { scopeKey } from "../../resource/index.js";
import { reportError } from "../report/report.js";
import { classify, type Classification } from "./classify.js";
import { compareOwners } from "./compare/compare-owners.js";
import { compareByReading, compareWhole } from "./compare/compare-whole.js";
import type { Compare, Comparison, VerifyContext } from "./compare/comparison.js";
import { howToCompare, whyIncomparable } from "./compare/how-to-compare.js";
import { noSample, sampleRows } from "./compare/sample.js";
import { isOwnLimit } from "./hit-allowance.js";
import { hiddenPairChance } from "./locate/segments.js";
import { remainingOf } from "./remaining.js";
import { repairFound } from "./repair.js";
import type { TableOptions } from "./verify-input.js";
import { notVerified, type VerifiedTable } from "./verify-report.js";

const compareBy: Readonly<Record<"list" | "owners" | "read again", Compare>> = {
  list: compareWhole,
  owners: compareOwners,
  "read again": compareByReading,
};

/** A table, and the error that ended its comparison early; undefined when it is complete. */
export interface AttemptedTable {
  readonly verified: VerifiedTable;
  readonly ended: unknown;
}

/** Compares one table with 42, classifies what differs and, on request, repairs it and compares again. */
export async function verifyTable(context: VerifyContext, options: TableOptions): Promise<AttemptedTable> {
  const how = howToCompare(context);
  if (how === undefined)
    return { verified: notVerified(context.table.name, whyIncomparable(context) ?? ""), ended: undefined };
  const compare = compareBy[how];
  const first = await compare(context);
  if (
    first.there === null ||
    (first.owners?.compared === 0 && first.missing.size + first.surplus.length === 0)
  )
    return { verified: await nothingCompared(context, first), ended: first.ended };
  const classified = await classify(context, first);
  const sampled =
    options.sample === 0 || first.ended !== undefined ? noSample : await sampleRows(context, options.sample);
  await saveCompared(context, first, classified);
  const { last, remains, repaired } = await repairFound(
    context,
    { compare, first, classified, sampled },
    options,
  );
  const ended = first.ended ?? classified.ended ?? sampled.ended ?? last.ended;
  const verified: VerifiedTable = {
    table: context.table.name,
    how,
    here: last.here,
    there: last.there,
    knownNotStored: last.knownNotStored,
    found: classified.found,
    remains,
    pending: classified.pending,
    elsewhere: classified.elsewhere,
    owners: first.owners,
    unlocated: last.unlocated,
    remaining: await remainingOf(context, first),
    chance: chanceOf(first, last),
    sampled: sampled.compared,
    differing: sampled.differing,
    repaired: repaired === null ? null : { stored: repaired.stored, marked: repaired.marked },
    overDeletionLimit: repaired?.overDeletionLimit ?? 0,
    hits: context.allowance.spent,
    ...reasonOf(first, classified, ended),
    error: ended === undefined || isOwnLimit(ended) ? null : reportError(ended),
  };
  return { verified, ended };
}

/** Where 42 told not even a count, or not of a single hundred owners. */
async function nothingCompared(context: VerifyContext, first: Comparison): Promise<VerifiedTable> {
  const { ended } = first;
  await saveCompared(context, first, { outOfScope: [] });
  const error = reportError(ended);
  return {
    ...notVerified(context.table.name, error.message, "not compared"),
    remaining: await remainingOf(context, first),
    hits: context.allowance.spent,
    error: isOwnLimit(ended) ? null : error,
  };
}

/**
 * Saves what the next comparison needs, with or without a repair: which owners were compared or attempted, and
 * what is out of scope.
 */
async function saveCompared(
  { store, table, scope, source }: VerifyContext,
  { verified: compared, tried }: Comparison,
  { outOfScope }: Pick<Classification, "outOfScope">,
): Promise<void> {
  const ranges = [
    ...compared.map((range) => ({ ...range, failed: false })),
    ...tried.map((range) => ({ ...range, failed: true })),
  ];
  if (ranges.length === 0 && outOfScope.length === 0) return;
  // Without the signal: whoever stopped the comparison still wants what was found until then to be saved.
  const readAt = (await source.serverNow()).toISOString();
  await store.pages.commit({
    table,
    scope: scopeKey(scope),
    passId: null,
    entries: [],
    invalidItems: [],
    skipped: 0,
    outOfScope,
    verified: { ranges, readAt },
  });
}

function chanceOf(first: Comparison, last: Comparison): number | null {
  const { unread, here } = first.owners === null ? last : first;
  return here === 0 ? (first.ended === undefined ? 0 : null) : Math.min(1, hiddenPairChance(unread, here));
}

function reasonOf(
  { owners }: Comparison,
  { unasked }: Classification,
  ended: unknown,
): Pick<VerifiedTable, "reason" | "shortfall"> {
  if (ended === undefined) return { reason: null, shortfall: null };
  const shortfall =
    owners === null ? "not complete" : `${String(owners.of - owners.compared)} owners not compared`;
  const notAsked =
    unasked.length === 0
      ? ""
      : `; ${String(unasked.length)} rows that the list doesn't have were not confirmed by id`;
  return { reason: `${shortfall}: ${reportError(ended).message}${notAsked}`, shortfall };
}
