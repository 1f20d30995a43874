import { isError42 } from "../../errors/index.js";
import { scopeKey } from "../../resource/index.js";
import { reportError } from "../report/report.js";
import { chanceRemaining } from "./chance-remaining.js";
import { compareOwners } from "./compare/compare-owners.js";
import { compareByReading, compareWhole } from "./compare/compare-whole.js";
import type { Compare, Comparison, VerifyContext } from "./compare/comparison.js";
import { endsAll, isOwnLimit } from "./hit-allowance.js";
import { howToCompare, whyIncomparable } from "./compare/how-to-compare.js";
import { classify, type Verdict } from "./classify.js";
import { remainingOf } from "./remaining.js";
import { repair, type Repaired } from "./repair.js";
import { noSample, sampleRows, type Sampled } from "./compare/sample.js";
import { countDifferences, noDifferences, type Differences, type VerifiedTable } from "./verify-report.js";

export interface TableOptions {
  readonly repair: boolean;
  readonly allowMassDeletion: boolean;
  /** Rows to compare value by value. */
  readonly sample: number;
}

const compareBy: Readonly<Record<"list" | "owners" | "read again", Compare>> = {
  list: compareWhole,
  owners: compareOwners,
  "read again": compareByReading,
};

/** A table, and what ended its comparison early; undefined when it is whole. */
export interface Attempted {
  readonly verified: VerifiedTable;
  readonly ended: unknown;
}

/**
 * Compares one table with 42, judges what differs and, where that is wanted, repairs it and compares again.
 */
export async function verifyTable(context: VerifyContext, options: TableOptions): Promise<Attempted> {
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
  const verdict = await classify(context, first);
  const sampled =
    options.sample === 0 || first.ended !== undefined ? noSample : await sampleRows(context, options.sample);
  await note(context, first, verdict);
  const done = await repairFound(context, { compare, first, verdict, sampled }, options);
  const { last, remains } = done;
  const ended = first.ended ?? verdict.ended ?? sampled.ended ?? last.ended;
  const verified: VerifiedTable = {
    table: context.table.name,
    how,
    here: last.here,
    there: last.there,
    knownNotStored: last.knownNotStored,
    found: verdict.found,
    remains,
    pending: verdict.pending,
    elsewhere: verdict.elsewhere,
    owners: first.owners,
    unlocated: last.unlocated,
    remaining: await remainingOf(context, first),
    chance: chanceOf(first, last),
    sampled: sampled.compared,
    differing: sampled.differing,
    repaired: done.repaired === null ? null : { stored: done.repaired.stored, marked: done.repaired.marked },
    overDeletionLimit: done.repaired?.overDeletionLimit ?? 0,
    hits: context.allowance.spent,
    reason: reasonOf(first, verdict, ended),
    error: ended === undefined || isOwnLimit(ended) ? null : reportError(ended),
  };
  return { verified, ended };
}

/** Where 42 did not even tell a number, or not of a single hundred owners. */
async function nothingCompared(context: VerifyContext, first: Comparison): Promise<VerifiedTable> {
  const { ended } = first;
  await note(context, first, { outOfScope: [] });
  return {
    ...notVerified(context.table.name, messageOf(ended)),
    remaining: await remainingOf(context, first),
    hits: context.allowance.spent,
    error: isOwnLimit(ended) ? null : reportError(ended),
  };
}

interface Found {
  readonly compare: Compare;
  readonly first: Comparison;
  readonly verdict: Verdict;
  readonly sampled: Sampled;
}

async function repairFound(
  context: VerifyContext,
  { compare, first, verdict, sampled }: Found,
  options: TableOptions,
): Promise<{ readonly last: Comparison; readonly remains: Differences; readonly repaired: Repaired | null }> {
  const toDo = countDifferences(verdict.found) + sampled.items.length + verdict.forgettable.length;
  if (!options.repair || toDo === 0) return { last: first, remains: verdict.found, repaired: null };
  const repaired = await repair(
    context,
    { ...verdict, items: [...verdict.items, ...sampled.items] },
    options.allowMassDeletion,
  );
  const last = endsAll(first.ended)
    ? first
    : await compare(context, first.owners === null ? undefined : first.differing);
  // Owners who were not compared again have not changed. What was not counted again stands as it was found,
  // but for what is stored by now.
  const again = await classify(
    context,
    last.ended === undefined
      ? last
      : { ...last, missing: new Map([...first.missing, ...last.missing]), differing: first.differing },
  );
  const remains = last.ended === undefined ? again.found : { ...verdict.found, missing: again.found.missing };
  return { last: merge(first, last), remains, repaired };
}

/**
 * What stands after a second comparison: of owners, only those who differed were compared again; where 42
 * told no number any more, the first one.
 */
function merge(first: Comparison, last: Comparison): Comparison {
  if (last.there === null || first.there === null) return { ...first, ended: last.ended };
  return first.owners === null
    ? last
    : { ...first, here: first.there + last.here - last.there, ended: last.ended };
}

/**
 * What is worth knowing next time, whether anything is repaired or not: who was compared or tried, and what
 * is not of the scope.
 */
async function note(
  { store, table, scope, source }: VerifyContext,
  { verified: compared, tried }: Comparison,
  { outOfScope }: Pick<Verdict, "outOfScope">,
): Promise<void> {
  const ranges = [
    ...compared.map((range) => ({ ...range, failed: false })),
    ...tried.map((range) => ({ ...range, failed: true })),
  ];
  if (ranges.length === 0 && outOfScope.length === 0) return;
  // Answers have told the server's time; who stopped it wants to know what was found until then.
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
  return here === 0 ? (first.ended === undefined ? 0 : null) : Math.min(1, chanceRemaining(unread, here));
}

function reasonOf({ owners }: Comparison, { unasked }: Verdict, ended: unknown): string | null {
  if (ended === undefined) return null;
  const why = messageOf(ended);
  const notAsked =
    unasked.length === 0
      ? ""
      : `; ${String(unasked.length)} rows that the list does not have were not asked for by id`;
  return owners === null
    ? `not whole: ${why}${notAsked}`
    : `${String(owners.of - owners.compared)} owners not compared: ${why}${notAsked}`;
}

function messageOf(error: unknown): string {
  return isError42(error) ? error.message : String(error);
}

/** A table that was not compared, and why. */
export function notVerified(table: string, reason: string): VerifiedTable {
  return {
    table,
    how: "none",
    here: null,
    there: null,
    knownNotStored: 0,
    found: noDifferences,
    remains: noDifferences,
    pending: [],
    elsewhere: [],
    owners: null,
    unlocated: 0,
    remaining: null,
    chance: null,
    sampled: 0,
    differing: [],
    repaired: null,
    overDeletionLimit: 0,
    hits: 0,
    reason,
    error: null,
  };
}
