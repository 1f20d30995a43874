import { showCount, showMany, showSeconds, showTime } from "../../terminal/text.js";
import { aheadSeconds, type Stale } from "./find-stale.js";
import type { Status } from "./read-status.js";

/** What is worth knowing about the copy beside its tables and runs, a line each. */
export function statusNotes(status: Status, several: boolean): readonly string[] {
  return [
    ...usageLines(status),
    ...aheadLines(status, several),
    ...silentLines(status, several),
    ...verifiedLines(status, several),
    ...quarantineLines(status),
  ];
}

function usageLines({ usage }: Status): readonly string[] {
  return usage.map(
    ({ application, remainingThisHour, perHour }) =>
      `${remainingThisHour === null ? "an unknown number" : showCount(remainingThisHour)} of ` +
      `${showCount(perHour)} hits remain this hour, for ${shorten(application)}`,
  );
}

/** `https://api.intra.42.fr u-s4t2ud-1234567…`: nobody needs the rest of a UID. */
function shorten(application: string): string {
  return application.length > 48 ? `${application.slice(0, 47)}…` : application;
}

function aheadLines({ freshness }: Status, several: boolean): readonly string[] {
  const ahead = freshness.filter(({ lagSeconds }) => lagSeconds !== null && lagSeconds < -aheadSeconds);
  return ahead.map(
    ({ table, scope, lagSeconds }) =>
      `${table}${several ? ` of ${scope}` : ""}: its watermark is ` +
      `${showSeconds(-(lagSeconds ?? 0))} ahead of the database's clock; a clock was wrong, and ` +
      "the next run re-reads what it can't trust",
  );
}

/** Changes that no `updated_at` shows are only as fresh as the last read. */
function silentLines({ silent }: Status, several: boolean): readonly string[] {
  return silent.map(({ table, scope, oldestReadAt, nights }) => {
    const oldest =
      oldestReadAt === null
        ? "some rows were never re-read"
        : `the oldest rows were read ${showTime(oldestReadAt)}`;
    const round = nights === null ? "" : `, a full round takes ${showMany(nights, "night")}`;
    return `${table}${several ? ` of ${scope}` : ""} changes without notice: ${oldest}${round}`;
  });
}

/** One line a scope: the part compared longest ago, and people who were never compared. */
function verifiedLines({ verified }: Status, several: boolean): readonly string[] {
  const scopes = [...new Set(verified.map(({ scope }) => scope))];
  return scopes.map((scope) => {
    const parts = verified.filter((one) => one.scope === scope);
    const oldest = parts
      .flatMap(({ table, oldestAt }) => (oldestAt === null ? [] : [{ table, oldestAt }]))
      .sort((a, b) => (a.oldestAt < b.oldestAt ? -1 : 1))[0];
    const never = parts
      .filter((one) => one.never > 0)
      .map((one) => `${one.table}: ${showCount(one.never)} of ${showCount(one.owners ?? 0)} owners never`);
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

export function staleNotes(
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
