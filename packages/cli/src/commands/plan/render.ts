import type { Usage } from "@42sync/core";
import type { Estimate, EstimatedPass } from "@42sync/core/internal";
import { drawTable, type Cell } from "../../terminal/draw-table.js";
import { showCount, showMany, showSeconds } from "../../terminal/text.js";
import type { Forecast } from "./forecast-run.js";

export interface PlanView {
  readonly estimate: Estimate;
  /** Undefined when nothing was requested. */
  readonly forecast: Forecast | undefined;
  readonly usage: Usage | undefined;
  /** Characters in a line. @default no limit */
  readonly width?: number;
}

/** What a run would do and cost, for people. */
export function renderPlan({ estimate, forecast, usage, ...limit }: PlanView): string {
  const table = drawTable({
    head: ["table", "pass", "rows", "hits", "why"],
    rows: estimate.passes.map(toRow),
    right: [2, 3],
    cuts: [4],
    ...limit,
  });
  const lines = [
    `${estimate.name} of ${estimate.scope}: ` +
      `${exact(estimate) ? "" : "about "}${showMany(estimate.hits, "hit")}, ` +
      `${showMany(estimate.rows, "row")}${forecast === undefined ? "" : `, ${showSeconds(forecast.seconds)}`}`,
    ...(estimate.unknown.length === 0
      ? []
      : [`not included, because there is no earlier run to estimate from: ${estimate.unknown.join(", ")}`]),
    ...(usage === undefined || forecast === undefined
      ? []
      : [
          `this estimate took ${showMany(usage.hits, "hit")}; ${remainingText(usage)}, ` +
            `${showCount(forecast.remaining)} in the hour in which the run ends`,
        ]),
    ...(exact(estimate) ? [] : ["~ is estimated from the rows of sampled owners, or from an earlier run"]),
  ];
  return `\n${table}\n${lines.map((line) => `${line}\n`).join("")}`;
}

function remainingText({ remainingThisHour, perHour }: Usage): string {
  return `${showCount(remainingThisHour ?? perHour)} of ${showCount(perHour)} remain this hour`;
}

function exact(estimate: Estimate): boolean {
  return estimate.passes.every(({ counted }) => counted);
}

function toRow({ table, kind, reason, skip, rows, hits, counted }: EstimatedPass): readonly Cell[] {
  const show = (count: number | null): string =>
    count === null ? "?" : `${counted ? "" : "~"}${showCount(count)}`;
  return skip ? [table, "still fresh", "", "0", reason] : [table, kind, show(rows), show(hits), reason];
}
