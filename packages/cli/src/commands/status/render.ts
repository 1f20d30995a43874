import type { DaySummary, Freshness, RunSummary } from "@42sync/pg-store";
import { aheadSeconds, type Stale } from "./find-stale.js";
import type { Status } from "./run.js";
import { drawTable, type Cell } from "../../terminal/draw-table.js";
import { showBytes, showCount, showMany, showSeconds, showTime } from "../../terminal/text.js";

export interface StatusView {
  readonly status: Status;
  readonly stale: readonly Stale[];
  /** Undefined when nobody asked. */
  readonly maxLagMs: number | undefined;
  /** What to do, a line each; empty when nothing. */
  readonly next: readonly string[];
  /** Whether a config file says what is to be mirrored. */
  readonly configured: boolean;
  /** Characters in a line. @default no limit */
  readonly width?: number;
}

/** How fresh the copy is, for people. */
export function renderStatus({ status, stale, maxLagMs, next, configured, ...limit }: StatusView): string {
  if (status.freshness.length === 0 && status.runs.length === 0)
    return (
      `nothing is mirrored here yet\n  next: ` +
      `${configured ? "42sync nightly" : "42sync nightly --campus 12, or without a key: 42sync demo"}\n`
    );
  const several = new Set(status.freshness.map(({ scope }) => scope)).size > 1;
  const isRunning = status.runs.some(({ running }) => running);
  const tables = drawTable({
    head: ["table", ...(several ? ["scope"] : []), "complete up to", "age", "last pass", "why"],
    rows: status.freshness.map((one) => freshnessRow(one, several, isRunning)),
    ...limit,
  });
  const days = drawTable({
    head: ["day", "runs", "not complete", "new", "changed", "hits", "fetched"],
    rows: status.days.map(dayRow),
    right: [1, 2, 3, 4, 5, 6],
    ...limit,
  });
  const notes = [
    ...usageLines(status),
    ...aheadLines(status, several),
    ...silentLines(status, several),
    ...verifiedLines(status, several),
    ...quarantineLines(status),
    ...staleLines(stale, maxLagMs, several),
    ...next.map((step) => `next: ${step}`),
  ];
  const past =
    status.runs.length === 0 ? "no run was here yet\n" : `${renderRuns(status.runs, limit)}\n${days}`;
  return `\n${tables}\n${past}\n${notes.map((line) => `${line}\n`).join("")}`;
}

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

function usageLines({ usage }: Status): readonly string[] {
  return usage.map(
    ({ application, remainingThisHour, perHour }) =>
      `${remainingThisHour === null ? "an unknown number" : showCount(remainingThisHour)} of ` +
      `${showCount(perHour)} hits left in this hour, for ${shorten(application)}`,
  );
}

/** `https://api.intra.42.fr u-s4t2ud-1234567…`: the rest of a UID tells nobody anything. */
function shorten(application: string): string {
  return application.length > 48 ? `${application.slice(0, 47)}…` : application;
}

function freshnessRow(one: Freshness, several: boolean, isRunning: boolean): readonly Cell[] {
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
    showPasses(one, isRunning),
    one.lastReason ?? one.thenReason,
  ];
}

/**
 * `window, complete`; and what came after it without moving the watermark: `window, complete; heal,
 * complete`. Whether a run is under way tells of a pass without an end whether it runs.
 */
export function showPasses(
  { lastKind, lastOutcome, lastReason, thenKind, thenOutcome, thenReason }: Freshness,
  isRunning: boolean,
): string {
  // One that was closed has a reason: it does not run, whatever does.
  const pass = (kind: string | null, outcome: string | null, reason: string | null): readonly string[] =>
    kind === null ? [] : [`${kind}, ${outcome ?? (isRunning && reason === null ? "runs" : "was killed")}`];
  return [...pass(lastKind, lastOutcome, lastReason), ...pass(thenKind, thenOutcome, thenReason)].join("; ");
}

/** How a run ended, or that it has not. */
export function showOutcome({ outcome, running }: Pick<RunSummary, "outcome" | "running">): string {
  return outcome ?? (running ? "still runs" : "was killed");
}

/**
 * Hits and bytes. Those of a pass that was cut off nobody counted: where it was the first to ask, they are
 * unknown.
 */
export function showFetched(
  run: Pick<RunSummary, "outcome" | "running" | "hits" | "bytes">,
): readonly [hits: string, bytes: string] {
  return run.outcome === null && !run.running && run.hits === 0
    ? ["", ""]
    : [showCount(run.hits), showBytes(run.bytes)];
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

function aheadLines({ freshness }: Status, several: boolean): readonly string[] {
  const ahead = freshness.filter(({ lagSeconds }) => lagSeconds !== null && lagSeconds < -aheadSeconds);
  return ahead.map(
    ({ table, scope, lagSeconds }) =>
      `${table}${several ? ` of ${scope}` : ""}: its watermark is ` +
      `${showSeconds(-(lagSeconds ?? 0))} ahead of the database's clock; a clock was wrong, and ` +
      "the next run reads what it cannot trust again whole",
  );
}

/** What no `updated_at` tells of is only as fresh as it was last read. */
function silentLines({ silent }: Status, several: boolean): readonly string[] {
  return silent.map(({ table, scope, oldestReadAt, nights }) => {
    const oldest =
      oldestReadAt === null ? "some were never read again" : `the oldest were read ${showTime(oldestReadAt)}`;
    const round = nights === null ? "" : `, a full round takes ${showMany(nights, "night")}`;
    return `${table}${several ? ` of ${scope}` : ""} changes in silence: ${oldest}${round}`;
  });
}

/** One line a scope: the part that waits longest says the most, and people who never had their turn. */
function verifiedLines({ verified }: Status, several: boolean): readonly string[] {
  const scopes = [...new Set(verified.map(({ scope }) => scope))];
  return scopes.map((scope) => {
    const parts = verified.filter((one) => one.scope === scope);
    const oldest = parts
      .flatMap(({ table, oldestAt }) => (oldestAt === null ? [] : [{ table, oldestAt }]))
      .sort((a, b) => (a.oldestAt < b.oldestAt ? -1 : 1))[0];
    const never = parts
      .filter((one) => one.never > 0)
      .map((one) => `of ${one.table} ${showCount(one.never)} of ${showCount(one.owners ?? 0)} owners never`);
    const since =
      oldest === undefined ? [] : [`the oldest part ${showTime(oldest.oldestAt)} (${oldest.table})`];
    return `compared with 42${several ? `, ${scope}` : ""}: ${[...since, ...never].join("; ")}`;
  });
}

function quarantineLines({ quarantine }: Status): readonly string[] {
  return quarantine.map(
    ({ table, reason, missingTable, rows }) =>
      `${table}: ${showMany(rows, "row")} in quarantine, ` +
      `${reason}${missingTable === null ? "" : ` in ${missingTable}`}`,
  );
}

function staleLines(
  stale: readonly Stale[],
  maxLagMs: number | undefined,
  several: boolean,
): readonly string[] {
  if (maxLagMs === undefined) return [];
  const limit = showSeconds(maxLagMs / 1000);
  if (stale.length === 0) return [`fresh: nothing is older than ${limit}`];
  return stale.map(
    ({ table, scope, lagSeconds }) =>
      `stale: ${table}${several ? ` of ${scope}` : ""} ` +
      `${lagSeconds === null ? "was never complete" : `is ${showSeconds(lagSeconds)} old`}, more ` +
      `than ${limit}`,
  );
}
