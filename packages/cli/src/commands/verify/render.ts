import type { VerifiedTable, VerifyReport } from "@42sync/core/sync";
import { drawTable, type Cell } from "../../terminal/draw-table.js";
import { showCount, showMany, showTime } from "../../terminal/text.js";
import { differenceLines, unfinishedLines } from "./render-differences.js";
import { notProvenLines, showSureness, isNumbersOnly } from "./sureness.js";

export interface VerifyView {
  readonly report: VerifyReport;
  readonly repairs: boolean;
  /** Characters in a line. @default no limit */
  readonly width?: number;
}

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

/** What a comparison with 42 found, for people. */
export function renderVerify({ report, repairs, ...limit }: VerifyView): string {
  const table = drawTable({
    head,
    rows: report.tables.map(toRow),
    right: [2, 3, 4, 5, 6, 7, 8, 9],
    yields: [8, 1, 7, 10],
    cuts: [10],
    ...limit,
  });
  const lines = [
    ...limitLines(report),
    ...report.tables.flatMap((one) => differenceLines(one, repairs)),
    ...report.tables.flatMap(unfinishedLines),
    ...conclusionLines(report, repairs),
    ...concurrentLines(report),
    ...notProvenLines(report),
  ];
  return `\n${table}\n${lines.map((line) => `${line}\n`).join("")}`;
}

function toRow(one: VerifiedTable): readonly Cell[] {
  const { table, how, here, there, found, pending, hits, owners, reason } = one;
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
    showSureness(one),
    reason,
  ];
}

/** A limit that stopped several tables is reported once, with when to continue. */
function limitLines({ tables }: VerifyReport): readonly string[] {
  const error = tables.map((one) => one.error).find((one) => one !== null && one.resetsAt !== null);
  return error === undefined || error === null
    ? []
    : [`${error.message}${error.hint === null ? "" : `\n  hint: ${error.hint}`}`];
}

function concurrentLines({ concurrentRun, different }: VerifyReport): readonly string[] {
  if (concurrentRun === null) return [];
  const since = concurrentRun.since === null ? "" : ` since ${showTime(concurrentRun.since)}`;
  return [
    `meanwhile ${concurrentRun.run} was running${since}`,
    ...(different ? ["  hint: that run may still bring what differs; run 42sync verify again after it"] : []),
  ];
}

function conclusionLines(
  { tables, hits, different, scope }: VerifyReport,
  repairs: boolean,
): readonly string[] {
  const spent = `${showMany(hits, "hit")}, ${scope}`;
  if (different)
    return [
      `different: ${spent}`,
      ...(repairs
        ? []
        : ["  hint: 42sync verify --repair stores missing rows and marks the ones that are gone"]),
    ];
  if (tables.some(({ unlocated }) => unlocated > 0))
    return [`counts differ, and the rows were not found: ${spent}`];
  if (tables.every(({ how }) => how === "none")) return [`nothing was compared: ${spent}`];
  const isWhole = tables.every((one) => one.how !== "none" && one.reason === null && !isNumbersOnly(one));
  if (!isWhole) return [`no difference in what was compared: ${spent}`];
  return tables.every(({ chance }) => chance === 0)
    ? [`the copy has every row that 42 has, and no other: ${spent}`]
    : [`no difference: ${spent}`];
}
