import { countDifferences } from "@42sync/core/internal";
import type { Differences, VerifiedTable } from "@42sync/core/sync";
import { showCount, showMany, showTime } from "../../terminal/text.js";

/** Ids of one kind that are shown; `--json` has all. */
const mostIds = 10;

const labels: Readonly<Record<keyof Differences, string>> = {
  missing: "not here",
  gone: "no longer at 42",
  changed: "changed without notice",
};

/** What differs in a table, and what a repair did about it. */
export function differenceLines(one: VerifiedTable, repairs: boolean): readonly string[] {
  const { table, found } = one;
  const kinds = Object.keys(labels) as (keyof Differences)[]; // the keys of a literal
  return [
    ...kinds
      .filter((kind) => found[kind].length > 0)
      .map((kind) => `${table}: ${labels[kind]}: ${showIds(found[kind])}`),
    ...repairLines(one, repairs),
    ...sampleLines(one),
    ...knownLines(one),
  ];
}

function repairLines(
  { table, repaired, remains, overDeletionLimit, elsewhere }: VerifiedTable,
  repairs: boolean,
): readonly string[] {
  const remaining = repairs ? countDifferences(remains) : 0;
  return [
    ...(repaired === null
      ? []
      : [
          `${table}: repaired, ${showMany(repaired.stored, "row")} stored, ` +
            `${showMany(repaired.marked, "row")} marked as gone`,
        ]),
    ...(remaining > 0
      ? [`${table}: still different: ${showIds([...remains.missing, ...remains.gone, ...remains.changed])}`]
      : []),
    ...(overDeletionLimit === 0
      ? []
      : [
          `${table}: ${showMany(overDeletionLimit, "row")} gone at once, over the deletion limit; none ` +
            "is marked\n  hint: if this is right, run with --allow-mass-deletion",
        ]),
    ...(elsewhere.length === 0
      ? []
      : [`${table}: now in another list of 42 than this scope's, and kept: ${showIds(elsewhere)}`]),
  ];
}

function sampleLines({ table, sampled, differing }: VerifiedTable): readonly string[] {
  if (sampled === 0) return [];
  const result = differing.length === 0 ? "all equal" : `${showCount(differing.length)} differ`;
  return [
    `${table}: ${showMany(sampled, "row")} compared value by value, ${result}`,
    ...differing
      .slice(0, mostIds)
      .map(({ id, columns }) => `${table} ${String(id)}: differs in ${columns.join(", ")}`),
  ];
}

function knownLines({ table, knownNotStored }: VerifiedTable): readonly string[] {
  if (knownNotStored === 0) return [];
  const [be, count] = knownNotStored === 1 ? ["is", "counts"] : ["are", "count"];
  return [
    `${table}: ${showMany(knownNotStored, "row")} of 42 that ${be} skipped, in quarantine or forgotten ` +
      `${count} as here`,
  ];
}

/** What was not compared this time, and when it last was. */
export function unfinishedLines({ table, remaining, unlocated }: VerifiedTable): readonly string[] {
  const numbers =
    unlocated === 0
      ? []
      : [
          `${table}: 42's count differs by ${showMany(unlocated, "row")} that ` +
            `${unlocated === 1 ? "was" : "were"} not found; a larger --budget finds ` +
            `${unlocated === 1 ? "it" : "them"}`,
        ];
  if (remaining === null) return numbers;
  const { oldest, never } = remaining;
  const owners =
    never === 0 ? [] : [`${showMany(never, "owner")} ${never === 1 ? "was" : "were"} never compared`];
  const when =
    oldest === null
      ? []
      : [`the oldest of ${never > 0 ? "the others" : "it"} was compared ${showTime(oldest)}`];
  const parts = [...owners, ...when];
  return [
    ...numbers,
    `${table}: left for another time: ${parts.length === 0 ? "it was never compared" : parts.join(", ")}`,
  ];
}

function showIds(ids: readonly number[]): string {
  const rest = ids.length - mostIds;
  return `${ids.slice(0, mostIds).join(", ")}${rest > 0 ? ` and ${showCount(rest)} more` : ""}`;
}
