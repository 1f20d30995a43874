import { showCount, showMany, showSeconds, showTime } from "../../../terminal/text.js";
import { barChart } from "./bar-chart.js";
import { listChart } from "./cards.js";
import type { Markup } from "./html.js";
import { secondsOf, type ReportData } from "./report-data.js";

export function charts({ nights, perHour }: ReportData): readonly Markup[] {
  const days = nights.map(({ day }) => day);
  const names = [...new Set(nights.flatMap(({ hits }) => Object.keys(hits)))].sort((a, b) =>
    a === "nightly" ? -1 : b === "nightly" ? 1 : a < b ? -1 : 1,
  );
  const by = (of: "hits" | "seconds"): { name: string; values: readonly number[] }[] =>
    names.map((name) => ({ name, values: nights.map((night) => night[of][name] ?? 0) }));
  const hasGone = nights.some(({ deleted }) => deleted > 0);
  return [
    barChart({
      title: "Requests",
      label:
        "Requests of each day's " +
        `runs${perHour === null ? "" : `; the limit is ${showCount(perHour)} an hour`}.`,
      days,
      series: by("hits"),
      show: showCount,
    }),
    barChart({
      title: "Rows",
      label: hasGone ? "New, changed and gone rows of each day." : "New and changed rows of each day.",
      days,
      series: [
        { name: "new", values: nights.map(({ inserted }) => inserted) },
        { name: "changed", values: nights.map(({ updated }) => updated) },
        ...(hasGone ? [{ name: "gone", values: nights.map(({ deleted }) => deleted) }] : []),
      ],
      show: showCount,
    }),
    barChart({
      title: "Time",
      label: "How long the runs of each day took.",
      days,
      series: by("seconds"),
      show: showSeconds,
      steps: "seconds",
    }),
  ];
}

export function changes({ changes: all, nights }: ReportData): Markup {
  const total = ({ inserted, updated, deleted }: ReportData["changes"][number]): number =>
    inserted + updated + deleted;
  const most = [...all]
    .filter((one) => total(one) > 0)
    .sort((a, b) => total(b) - total(a))
    .slice(0, 8);
  return listChart({
    title: "What changed most",
    label: `Rows of the last ${showMany(nights.length, "day")} by table, without the first filling.`,
    legend: ["new", "changed", ...(most.some(({ deleted }) => deleted > 0) ? ["gone"] : [])],
    items: most.map((one) => ({
      name: one.table,
      values: [one.inserted, one.updated, one.deleted],
      label: showCount(total(one)),
    })),
    none: "Nothing has changed since the tables were filled.",
  });
}

export function longest({ lastRun }: ReportData): Markup {
  const passes = (lastRun?.passDetails ?? [])
    .filter(({ seconds, hits }) => (seconds ?? 0) > 0 || (hits ?? 0) > 0)
    .sort((a, b) => (b.hits ?? 0) - (a.hits ?? 0) || (b.seconds ?? 0) - (a.seconds ?? 0));
  return listChart({
    title: "Requests of the last run",
    label:
      lastRun === undefined
        ? "No run has ended yet."
        : `Run ${String(lastRun.id)}, ${lastRun.name}, ${showTime(lastRun.startedAt)}: ` +
          `${showMany(lastRun.hits, "request")} in ${showSeconds(secondsOf(lastRun))}.`,
    legend: [],
    items: passes.slice(0, 8).map(({ table, kind, hits, seconds }) => ({
      name: `${table}, ${kind}`,
      values: [hits ?? 0],
      label: `${showMany(hits ?? 0, "request")}, ${showSeconds(seconds ?? 0)}`,
    })),
    none: "It made no request.",
  });
}
