import type { RunSummary } from "@42sync/pg-store";
import { drawTable, type Cell } from "../../terminal/draw-table.js";
import { showBytes, showCount, showSeconds, showTime } from "../../terminal/text.js";

/** Runs as a table, a line each. */
export function renderRuns(runs: readonly RunSummary[], limit: { readonly width?: number }): string {
  return drawTable({
    head: ["run", "name", "scope", "began", "took", "ended", "new", "changed", "hits", "fetched"],
    rows: runs.map(runRow),
    right: [0, 6, 7, 8, 9],
    yields: [9, 2, 4],
    cuts: [2],
    ...limit,
  });
}

/** How a run ended, or that it has not. */
export function showOutcome({ outcome }: Pick<RunSummary, "outcome">): string {
  return outcome === "killed" ? "was killed" : (outcome ?? "still runs");
}

/**
 * Hits and bytes. Those of a pass that was cut off nobody counted: where it was the first to ask, they are
 * unknown.
 */
export function showFetched(
  run: Pick<RunSummary, "outcome" | "hits" | "bytes">,
): readonly [hits: string, bytes: string] {
  return run.outcome === "killed" && run.hits === 0 ? ["", ""] : [showCount(run.hits), showBytes(run.bytes)];
}

function runRow(run: RunSummary): readonly Cell[] {
  const took =
    run.endedAt === null ? null : showSeconds((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000);
  return [
    run.id,
    run.name,
    run.scope,
    showTime(run.startedAt),
    took,
    showOutcome(run),
    showCount(run.rows.inserted),
    showCount(run.rows.updated),
    ...showFetched(run),
  ];
}
