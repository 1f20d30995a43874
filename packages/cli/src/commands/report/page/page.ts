import { version } from "@42sync/core/internal";
import { showFetched, showOutcome, showPasses } from "../../status/render.js";
import { showCount, showMany, showSeconds, showTime } from "../../../terminal/text.js";
import { barChart } from "./bar-chart.js";
import { html, type Content, type Markup } from "./html.js";
import { listChart } from "./list-chart.js";
import { secondsOf, type ReportData } from "./report-data.js";
import { showMoment } from "./show-moment.js";
import { styles } from "./styles.js";
import { tableCard } from "./table-card.js";
import { toTiles, toVerdict } from "./summary.js";

/** Runs in the table at the end. */
const shownRuns = 12;

/** The report as one page that needs nothing else: no script, no file from elsewhere. */
export function reportPage(data: ReportData): string {
  const verdict = toVerdict(data);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>42sync report, ${data.madeAt.slice(0, 10)}</title>
<style>${{ markup: styles }}</style>
</head>
<body>
<main>
<header>
<h1>How the copy of 42 is doing</h1>
<p class="verdict ${verdict.tone}">${verdict.label}</p>
<p class="quiet">${data.label}; ${showTime(data.madeAt)}</p>
</header>
<ul class="tiles">${toTiles(data).map(({ value, label }) => html`<li><b>${value}</b><span>${label}</span></li>`)}</ul>
<div class="cards">
${charts(data)}
${changes(data)}
${longest(data)}
${quarantine(data)}
${freshness(data)}
${runs(data)}
</div>
<footer>Made by 42sync ${version}. Times are UTC; a day is the one on which a run began.</footer>
</main>
</body>
</html>
`;
  return page.markup;
}

function charts({ nights, perHour }: ReportData): readonly Markup[] {
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
        "What the runs of each day asked 42 " +
        `for${perHour === null ? "" : `; ${showCount(perHour)} an hour are allowed`}.`,
      days,
      series: by("hits"),
      show: showCount,
    }),
    barChart({
      title: "Rows",
      label: hasGone
        ? "What came in, what changed, and what was found gone."
        : "What came in and what changed.",
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

function changes({ changes: all, nights }: ReportData): Markup {
  const total = ({ inserted, updated, deleted }: ReportData["changes"][number]): number =>
    inserted + updated + deleted;
  const most = [...all]
    .filter((one) => total(one) > 0)
    .sort((a, b) => total(b) - total(a))
    .slice(0, 8);
  return listChart({
    title: "What changed most",
    label: `Rows in these ${showMany(nights.length, "day")}, by table, without its first filling.`,
    legend: ["new", "changed", ...(most.some(({ deleted }) => deleted > 0) ? ["gone"] : [])],
    items: most.map((one) => ({
      name: one.table,
      values: [one.inserted, one.updated, one.deleted],
      label: showCount(total(one)),
    })),
    none: "Nothing changed since the tables were filled.",
  });
}

function longest({ lastRun }: ReportData): Markup {
  const passes = (lastRun?.passDetails ?? [])
    .filter(({ seconds, hits }) => (seconds ?? 0) > 0 || (hits ?? 0) > 0)
    .sort((a, b) => (b.hits ?? 0) - (a.hits ?? 0) || (b.seconds ?? 0) - (a.seconds ?? 0));
  return listChart({
    title: "What the last run asked for",
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
    none: "It asked for nothing.",
  });
}

function freshness({ freshness: all, rows, runs: ran }: ReportData): Markup {
  const isRunning = ran.some(({ running }) => running);
  const several = new Set(all.map(({ scope }) => scope)).size > 1;
  const line = (one: ReportData["freshness"][number]): readonly Content[] => [
    one.table,
    ...(several ? [one.scope] : []),
    rows[one.table] === undefined ? "" : showCount(rows[one.table] ?? 0),
    one.lagSeconds === null ? html`<span class="bad">never complete</span>` : showSeconds(one.lagSeconds),
    one.watermark === null ? "" : showMoment(one.watermark),
    showPasses(one, isRunning),
  ];
  return tableCard({
    title: "Freshness",
    label: "Up to when each table is complete, by 42's clock.",
    whole: true,
    columns: [
      { name: "table" },
      ...(several ? [{ name: "scope", left: true, spare: true }] : []),
      { name: "rows" },
      { name: "age" },
      { name: "complete up to", spare: true },
      { name: "last pass", left: true, spare: true },
    ],
    rows: all.map(line),
    none: "No table was read yet.",
  });
}

function runs({ runs: all }: ReportData): Markup {
  const tone = (outcome: string | null): string =>
    outcome === "complete" ? "good" : outcome === "failed" ? "bad" : "warn";
  const hasReasons = all.slice(0, shownRuns).some(({ reason }) => reason !== null);
  const line = (run: ReportData["runs"][number]): readonly Content[] => [
    run.id,
    run.name,
    showMoment(run.startedAt),
    run.endedAt === null ? "" : showSeconds(secondsOf(run)),
    html`<span class="${tone(run.outcome)}">${showOutcome(run)}</span>`,
    showCount(run.rows.inserted),
    showCount(run.rows.updated),
    ...showFetched(run),
    ...(hasReasons ? [run.reason] : []),
  ];
  return tableCard({
    title: "Last runs",
    label: "Newest first. One that is partial goes on with the next.",
    whole: true,
    columns: [
      { name: "run", spare: true },
      { name: "name", left: true },
      { name: "began" },
      { name: "took", spare: true },
      { name: "ended", left: true },
      { name: "new", spare: true },
      { name: "changed", spare: true },
      { name: "requests" },
      { name: "fetched", spare: true },
      ...(hasReasons ? [{ name: "why", left: true, long: true, spare: true }] : []),
    ],
    rows: all.slice(0, shownRuns).map(line),
    none: "No run was made yet.",
  });
}

function quarantine({ quarantine: all }: ReportData): Markup {
  return tableCard({
    title: "Quarantine",
    label: "Rows that may not enter yet: they point at what 42 does not show, or do not fit.",
    columns: [
      { name: "table" },
      { name: "why", left: true, long: true },
      { name: "rows" },
      { name: "since", spare: true },
    ],
    rows: all.map((one) => [
      one.table,
      `${one.reason}${one.missingTable === null ? "" : ` in ${one.missingTable}`}`,
      showCount(one.rows),
      showMoment(one.oldest),
    ]),
    none: "Empty: every row that came has its parents.",
  });
}
