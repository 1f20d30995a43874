import { showCount, showSeconds } from "../../../terminal/text.js";
import { showFetched, showOutcome } from "../../runs/run-table.js";
import { showPasses } from "../../status/render.js";
import { tableCard } from "./cards.js";
import { html, showMoment, type Content, type Markup } from "./html.js";
import { secondsOf, type ReportData } from "./report-data.js";

/** Runs in the table at the end. */
const shownRuns = 12;

export function freshness({ freshness: all, rows }: ReportData): Markup {
  const several = new Set(all.map(({ scope }) => scope)).size > 1;
  const line = (one: ReportData["freshness"][number]): readonly Content[] => [
    one.table,
    ...(several ? [one.scope] : []),
    rows[one.table] === undefined ? "" : showCount(rows[one.table] ?? 0),
    one.lagSeconds === null ? html`<span class="bad">never complete</span>` : showSeconds(one.lagSeconds),
    one.watermark === null ? "" : showMoment(one.watermark),
    showPasses(one),
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
    none: "No table has been read yet.",
  });
}

export function runs({ runs: all }: ReportData): Markup {
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
    label: "Newest first. The next run resumes a partial one.",
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
    none: "There has been no run yet.",
  });
}

export function quarantine({ quarantine: all }: ReportData): Markup {
  return tableCard({
    title: "Quarantine",
    label: "Rows that can't be stored yet: a parent is missing, or they are invalid.",
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
    none: "Empty: every row has its parents.",
  });
}
