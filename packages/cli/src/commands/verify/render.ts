import { countDifferences } from "@42sync/core/internal";
import { type Differences, type VerifiedTable, type VerifyReport } from "@42sync/core/sync";
import { isHourSpent } from "../../errors/spent-words.js";
import { drawTable, type Cell } from "../../terminal/draw-table.js";
import { showCount, showMany, showTime } from "../../terminal/text.js";

export interface VerifyView {
  readonly report: VerifyReport;
  readonly repairs: boolean;
  /** Characters in a line. @default no limit */
  readonly width?: number;
}

/** Ids of one kind that are shown; `--json` has all. */
const mostIds = 10;

/** What a comparison with 42 found, for people. */
export function renderVerify({ report, repairs, ...limit }: VerifyView): string {
  const head = [
    "table",
    "compared",
    "here",
    "at 42",
    "missing",
    "gone",
    "changed",
    "pending",
    "hits",
    "sure",
    "why not whole",
  ];
  const table = drawTable({
    head,
    rows: report.tables.map((one) => toRow(one, report)),
    right: [2, 3, 4, 5, 6, 7, 8, 9],
    yields: [8, 1, 7, 10],
    cuts: [10],
    ...limit,
  });
  const lines = [
    ...spentLines(report),
    ...report.tables.flatMap((one) => tableLines(one, repairs)),
    ...report.tables.flatMap(leftLines),
    ...verdictLines(report, repairs),
    ...besideLines(report),
    ...limits(report),
  ];
  return `\n${table}\n${lines.map((line) => `${line}\n`).join("")}`;
}

function toRow(one: VerifiedTable, report: VerifyReport): readonly Cell[] {
  const { table, how, here, there, found, pending, hits, owners } = one;
  const compared = owners === null ? how : `${showCount(owners.compared)} of ${showCount(owners.of)} owners`;
  const count = (ids: readonly number[]): string => (ids.length === 0 ? "" : showCount(ids.length));
  const show = (rows: number | null): string => (rows === null ? "" : showCount(rows));
  return [
    table,
    how === "none" ? "not" : compared,
    show(here),
    show(there),
    count(found.missing),
    count(found.gone),
    count(found.changed),
    count(pending),
    showCount(hits),
    howSure(one),
    shortReason(one, report),
  ];
}

/**
 * What keeps several tables from being compared is told once, below them: a row says only that it was that.
 */
function shortReason({ reason, error }: VerifiedTable, { error: ending }: VerifyReport): string | null {
  if (reason === null) return null;
  if (error !== null && isHourSpent(error)) return reason.replace(error.message, "the hour is spent");
  return ending === null ? reason : reason.replace(`not reached: ${ending.message}`, "not reached");
}

function spentLines({ tables }: VerifyReport): readonly string[] {
  const spent = tables.flatMap(({ error }) => (error !== null && isHourSpent(error) ? [error] : []))[0];
  return spent === undefined
    ? []
    : [`${spent.message}${spent.hint === null ? "" : `\n  hint: ${spent.hint}`}`];
}

/** A chance above it that a pair hides says more about the budget than about the copy. */
const numbersOnlyAbove = 0.5;

/**
 * How sure it is that a row too many and a row too few would have been found; of a table that was not
 * compared whole, among what was.
 */
function howSure({ chance, owners, reason }: VerifiedTable): string {
  if (chance === null) return "";
  if (chance > numbersOnlyAbove) return "numbers only";
  const isPart = reason !== null || (owners !== null && owners.compared < owners.of);
  return `${showSure(chance)}${isPart ? " of those" : ""}`;
}

/** Rounded down: only what is certain is 100 %. */
function showSure(chance: number): string {
  const sure = chance === 0 ? 100 : Math.min(99.9, 100 * (1 - chance));
  return (
    `${sure === 100 ? "100" : sure < 90 ? Math.floor(sure).toFixed(0) : (Math.floor(10 * sure) / 10).toFixed(1)} ` +
    "%"
  );
}

const label: Readonly<Record<keyof Differences, string>> = {
  missing: "not here",
  gone: "not at 42 any more",
  changed: "changed in silence",
};

function tableLines(
  {
    table,
    found,
    remains,
    repaired,
    overDeletionLimit,
    elsewhere,
    sampled,
    differing,
    knownNotStored,
  }: VerifiedTable,
  repairs: boolean,
): readonly string[] {
  const kinds = Object.keys(label) as (keyof Differences)[]; // the keys of a literal
  return [
    ...kinds
      .filter((kind) => found[kind].length > 0)
      .map((kind) => `${table}: ${label[kind]}: ${showIds(found[kind])}`),
    ...(repaired === null
      ? []
      : [
          `${table}: repaired, ${showMany(repaired.stored, "row")} stored, ` +
            `${showMany(repaired.marked, "row")} marked as gone`,
        ]),
    ...(repairs && countDifferences(remains) > 0
      ? [`${table}: still different: ${showIds(kinds.flatMap((kind) => remains[kind]))}`]
      : []),
    ...(overDeletionLimit === 0
      ? []
      : [
          `${table}: ${showMany(overDeletionLimit, "row")} gone at once are too much to be believed; none ` +
            `is marked\n  hint: if it is right, run with --allow-mass-deletion`,
        ]),
    ...(elsewhere.length === 0
      ? []
      : [`${table}: in another list of 42 than this scope's, and kept: ${showIds(elsewhere)}`]),
    ...(sampled === 0
      ? []
      : [
          `${table}: ${showMany(sampled, "row")} compared value by value, ` +
            `${differing.length === 0 ? "all equal" : `${showCount(differing.length)} differ`}`,
        ]),
    ...differing
      .slice(0, mostIds)
      .map(({ id, columns }) => `${table} ${String(id)}: differs in ${columns.join(", ")}`),
    ...(knownNotStored === 0
      ? []
      : [
          `${table}: ${showMany(knownNotStored, "row")} of 42 that ${knownNotStored === 1 ? "is" : "are"} left ` +
            "out, in quarantine or forgotten count as here",
        ]),
  ];
}

/** What had its turn another time, and when. */
function leftLines({ table, remaining, unlocated }: VerifiedTable): readonly string[] {
  const numbers =
    unlocated === 0
      ? []
      : [
          `${table}: 42's number differs by ${showMany(unlocated, "row")} that ` +
            `${unlocated === 1 ? "was" : "were"} not found; a larger --budget finds ` +
            `${unlocated === 1 ? "it" : "them"}`,
        ];
  if (remaining === null) return numbers;
  const { oldest, never } = remaining;
  const when =
    oldest === null
      ? ""
      : `the oldest of ${never > 0 ? "the others" : "it"} was compared ${showTime(oldest)}`;
  const owners =
    never === 0 ? "" : `${showMany(never, "owner")} ${never === 1 ? "was" : "were"} never compared`;
  return [
    ...numbers,
    `${table}: left for another time: ` +
      `${[owners, when].filter((part) => part !== "").join(", ") || "it was never compared"}`,
  ];
}

function besideLines({ beside, different }: VerifyReport): readonly string[] {
  if (beside === null) return [];
  const since = beside.since === null ? "" : ` since ${showTime(beside.since)}`;
  return [
    `beside it ${beside.run} worked on the copy${since}`,
    ...(different ? ["  hint: what differs may be on its way; 42sync verify again when it has ended"] : []),
  ];
}

function showIds(ids: readonly number[]): string {
  const rest = ids.length - mostIds;
  return `${ids.slice(0, mostIds).join(", ")}${rest > 0 ? ` and ${showCount(rest)} more` : ""}`;
}

function verdictLines({ tables, hits, different, scope }: VerifyReport, repairs: boolean): readonly string[] {
  const spent = `${showMany(hits, "hit")}, ${scope}`;
  if (different)
    return [
      `different: ${spent}`,
      ...(repairs ? [] : ["  hint: 42sync verify --repair stores what is missing and marks what is gone"]),
    ];
  if (tables.some(({ unlocated }) => unlocated > 0))
    return [`numbers differ, and which rows it is was not found out: ${spent}`];
  if (tables.every(({ how }) => how === "none")) return [`nothing was compared: ${spent}`];
  const whole = tables.every(
    ({ how, reason, chance }) => how !== "none" && reason === null && (chance ?? 0) <= numbersOnlyAbove,
  );
  const certain = tables.every(({ chance }) => chance === 0);
  return [
    `${!whole ? "no difference in what was compared" : certain ? "the copy has every row that 42 has, and no other" : "no difference"}: ` +
      `${spent}`,
  ];
}

/** What a comparison of numbers and ids does not prove. */
function limits({ tables }: VerifyReport): readonly string[] {
  const chances = tables.map(({ chance }) => chance ?? 0);
  const numbersOnly = chances.some((chance) => chance > numbersOnlyAbove);
  const counted = chances.some((chance) => chance > 0 && chance <= numbersOnlyAbove);
  return [
    "not proven by this:",
    ...(counted
      ? [
          "  sure below 100 %: some rows were only counted there, and in a count one missing and " +
            "one too many cancel out; the number is how likely such a pair would have been found",
        ]
      : []),
    ...(numbersOnly
      ? [
          "  numbers only: so much was only counted there that one missing and one too many " +
            "would more likely cancel out than be found; the next verify or a larger --budget " +
            "reads more ids",
        ]
      : []),
    ...(tables.some(({ sampled }) => sampled > 0)
      ? ["  the values in rows that were not picked"]
      : [
          "  the values in the rows: --sample 500 compares some, nightly reads again what changes in silence",
        ]),
    ...(tables.some(({ owners }) => owners !== null)
      ? ["  rows of people who are not here: users tells who is missing"]
      : []),
  ];
}
