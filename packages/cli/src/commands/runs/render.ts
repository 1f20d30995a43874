import type { PassSummary, RunDetails } from "@42sync/pg-store";
import { drawTable, type Cell } from "../../terminal/draw-table.js";
import { showBytes, showCount, showMany, showSeconds, showTime } from "../../terminal/text.js";
import { showOutcome } from "./run-table.js";

/** One run, pass by pass. */
export function renderRunDetails(run: RunDetails, limit: { readonly width?: number }): string {
  const wasKilled = run.outcome === "killed";
  const took =
    run.endedAt === null
      ? showOutcome(run)
      : `took ${showSeconds((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000)}`;
  const head =
    `run ${String(run.id)}: ${run.name} of ${run.scope}, ${wasKilled ? "not ended" : (run.outcome ?? "not ended")}; began ` +
    `${showTime(run.startedAt)}, ${took}; ${showMany(run.hits, "hit")}, ` +
    `${showBytes(run.bytes)}${wasKilled ? " in the passes that ended" : ""}`;
  const passes = drawTable({
    head: [
      "table",
      "pass",
      "new",
      "changed",
      "unchanged",
      "gone",
      "quarantined",
      "skipped",
      "hits",
      "time",
      "complete up to",
      "why",
    ],
    rows: run.passDetails.map(toRow),
    right: [2, 3, 4, 5, 6, 7, 8, 9],
    yields: [10, 9, 4, 7, 5],
    cuts: [1, 11],
    ...limit,
  });
  const notes = [
    ...(run.holder === null ? [] : [`by ${run.holder}`]),
    ...(run.reason === null || wasKilled ? [] : [`ended early: ${run.reason}`]),
    ...(wasKilled
      ? [
          `its process ended before the run did; what it stored stays, and the next ${run.name} ` +
            "resumes where it stopped",
        ]
      : []),
    ...run.passDetails.flatMap(note),
  ];
  return `${head}\n\n${passes}\n${notes.map((line) => `${line}\n`).join("")}`;
}

function toRow(pass: PassSummary): readonly Cell[] {
  const { rows } = pass;
  const counts = [
    rows.inserted,
    rows.updated,
    rows.unchanged + rows.stale,
    rows.deleted,
    rows.quarantined,
    rows.skipped,
  ].map(showCount);
  const outcome = pass.outcome === "killed" ? "was killed" : (pass.outcome ?? "runs");
  const kind = [
    pass.kind,
    ...(pass.resumed ? ["resumed"] : []),
    ...(outcome === "complete" ? [] : [outcome]),
  ];
  return [
    pass.table,
    kind.join(", "),
    ...counts,
    pass.hits === null ? "" : showCount(pass.hits),
    pass.seconds === null ? "" : showSeconds(pass.seconds),
    pass.watermarkAfter === null ? "" : showTime(pass.watermarkAfter),
    pass.planReason,
  ];
}

/** Why a pass is not complete; of a killed one, the run's line says it. */
function note({ table, outcome, reason }: PassSummary): readonly string[] {
  return reason === null || outcome === "killed" ? [] : [`${table}: ${reason}`];
}
