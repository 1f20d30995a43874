import type { DaySummary, Freshness } from "@42sync/pg-store";
import { drawTable, type Cell } from "../../terminal/draw-table.js";
import { showBytes, showCount, showSeconds, showTime } from "../../terminal/text.js";
import { renderRuns } from "../runs/run-table.js";
import type { Stale } from "./find-stale.js";
import { staleNotes, statusNotes } from "./notes.js";
import type { Status } from "./read-status.js";

export interface StatusView {
  readonly status: Status;
  readonly stale: readonly Stale[];
  /** Undefined without --max-lag. */
  readonly maxLagMs: number | undefined;
  /** What to do, a line each; empty when nothing. */
  readonly next: readonly string[];
  /** Whether there is a config file. */
  readonly configured: boolean;
  /** Characters in a line. @default no limit */
  readonly width?: number;
}

/** How fresh the copy is, for people. */
export function renderStatus({ status, stale, maxLagMs, next, configured, ...limit }: StatusView): string {
  if (status.freshness.length === 0 && status.runs.length === 0)
    return (
      `nothing is mirrored yet\n  next: ` +
      `${configured ? "42sync nightly" : "42sync nightly --campus 12, or without a key: 42sync demo"}\n`
    );
  const several = new Set(status.freshness.map(({ scope }) => scope)).size > 1;
  const tables = drawTable({
    head: ["table", ...(several ? ["scope"] : []), "complete up to", "age", "last pass", "why"],
    rows: status.freshness.map((one) => freshnessRow(one, several)),
    ...limit,
  });
  const days = drawTable({
    head: ["day", "runs", "not complete", "new", "changed", "hits", "fetched"],
    rows: status.days.map(dayRow),
    right: [1, 2, 3, 4, 5, 6],
    ...limit,
  });
  const notes = [
    ...statusNotes(status, several),
    ...staleNotes(stale, maxLagMs, several),
    ...next.map((step) => `next: ${step}`),
  ];
  const past =
    status.runs.length === 0 ? "there has been no run yet\n" : `${renderRuns(status.runs, limit)}\n${days}`;
  return `\n${tables}\n${past}\n${notes.map((line) => `${line}\n`).join("")}`;
}

function dayRow({ day, runs, notComplete, inserted, updated, hits, bytes }: DaySummary): readonly Cell[] {
  return [
    day,
    showCount(runs),
    showCount(notComplete),
    showCount(inserted),
    showCount(updated),
    showCount(hits),
    showBytes(bytes),
  ];
}

function freshnessRow(one: Freshness, several: boolean): readonly Cell[] {
  const age =
    one.lagSeconds === null
      ? "never complete"
      : one.lagSeconds < 0
        ? `${showSeconds(-one.lagSeconds)} ahead`
        : showSeconds(one.lagSeconds);
  return [
    one.table,
    ...(several ? [one.scope] : []),
    one.watermark === null ? null : showTime(one.watermark),
    age,
    showPasses(one),
    one.lastReason ?? one.thenReason,
  ];
}

/**
 * `window, complete`; and what came after it without moving the watermark: `window, complete; parents,
 * complete`.
 */
export function showPasses({ lastKind, lastOutcome, thenKind, thenOutcome }: Freshness): string {
  const pass = (kind: string | null, outcome: Freshness["lastOutcome"]): readonly string[] =>
    kind === null ? [] : [`${kind}, ${outcome === "killed" ? "was killed" : (outcome ?? "runs")}`];
  return [...pass(lastKind, lastOutcome), ...pass(thenKind, thenOutcome)].join("; ");
}
