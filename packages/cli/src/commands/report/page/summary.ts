import { showCount, showMany, showSeconds } from "../../../terminal/text.js";
import type { ReportData } from "./report-data.js";

export interface Verdict {
  readonly tone: "good" | "warn" | "bad";
  readonly label: string;
}

/** A copy older than this has missed a nightly. */
const lateSeconds = 26 * 3600;

/** The state of the copy, in a sentence. */
export function toVerdict({ freshness, runs }: Pick<ReportData, "freshness" | "runs">): Verdict {
  if (runs.length === 0) return { tone: "warn", label: "Nothing is mirrored yet." };
  const never = freshness.filter(({ watermark }) => watermark === null).map(({ table }) => table);
  if (never.length > 0) return { tone: "bad", label: `Not complete yet: ${never.join(", ")}.` };
  const oldest = Math.max(0, ...freshness.map(({ lagSeconds }) => lagSeconds ?? 0));
  const last = runs.find(({ running }) => !running);
  if (oldest > lateSeconds)
    return { tone: "bad", label: `Late: the oldest table is ${showSeconds(oldest)} old.` };
  if (last?.outcome === "failed")
    return {
      tone: "warn",
      label: `Fresh, but the last run failed; the oldest table is ${showSeconds(oldest)} old.`,
    };
  if (last?.outcome === "killed")
    return {
      tone: "warn",
      label: `Fresh, but the last run was killed; the oldest table is ${showSeconds(oldest)} old.`,
    };
  return {
    tone: "good",
    label: `Fresh: every table is complete, the oldest up to ${showSeconds(oldest)} ago.`,
  };
}

export interface Tile {
  readonly value: string;
  readonly label: string;
}

/** The figures at the top. */
export function toTiles({ nights, rows, quarantine, runs, freshness }: ReportData): readonly Tile[] {
  const total = Object.values(rows).reduce((sum, one) => sum + one, 0);
  const waiting = quarantine.reduce((sum, one) => sum + one.rows, 0);
  const ran = nights.filter((night) => night.runs > 0);
  const middle = median(ran.map(({ hits }) => Object.values(hits).reduce((sum, one) => sum + one, 0)));
  const notComplete = nights.reduce((sum, night) => sum + night.notComplete, 0);
  return [
    {
      value: showCount(total),
      label: `rows in ${showMany(new Set(freshness.map(({ table }) => table)).size, "table")}`,
    },
    { value: showCount(middle), label: "requests on a typical day" },
    {
      value:
        `${showCount(ran.reduce((sum, night) => sum + night.runs, 0) - notComplete)} of ` +
        `${showCount(ran.reduce((sum, night) => sum + night.runs, 0))}`,
      label: runs.length === 0 ? "runs" : "runs ended complete",
    },
    { value: showCount(waiting), label: waiting === 1 ? "row in quarantine" : "rows in quarantine" },
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
