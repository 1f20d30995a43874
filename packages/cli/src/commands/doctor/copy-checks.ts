import { exitCodes } from "../../errors/exit-code.js";
import { showSeconds, showTime, showMany } from "../../terminal/text.js";
import { findStale } from "../status/find-stale.js";
import { nightlyOf } from "../status/next-steps.js";
import { bad, good, unknown, type Check } from "./check.js";

/** All of 42 takes 14 hours the first time; a run that holds the lock for longer hangs. */
const longSeconds = 24 * 3600;

/** Who holds the lock of the schema. */
export const lockCheck: Check = {
  name: "lock",
  look: async (subject) => {
    const store = await subject.filled();
    if (store === undefined) return unknown("no tables yet");
    const holder = await store.reports.lockHolder();
    if (holder === undefined) return good("free");
    const age = (subject.clock.now() - Date.parse(holder.since)) / 1000;
    const label =
      `held by ${holder.run}${holder.holder === null ? "" : ` (${holder.holder})`} since ` +
      `${showTime(holder.since)}`;
    if (age < longSeconds) return good(label);
    return bad(
      exitCodes.locked,
      `${label}, ${showSeconds(age)} ago`,
      `check whether it still runs; select pg_terminate_backend(${String(holder.backendPid)}) closes ` +
        "its connection and releases the lock",
    );
  },
};

/** How many rows wait in quarantine, and since when. */
export const quarantineCheck: Check = {
  name: "quarantine",
  look: async (subject) => {
    const store = await subject.filled();
    if (store === undefined) return unknown("no tables yet");
    const counts = await store.reports.quarantineCounts();
    if (counts.length === 0) return good("empty");
    const rows = counts.reduce((sum, one) => sum + one.rows, 0);
    const oldest = counts.map((one) => one.oldest).sort()[0] ?? "";
    const label = `${showMany(rows, "row")}, the oldest since ${showTime(oldest)}`;
    const invalidItems = counts.filter(({ reason }) => reason !== "missing_parent");
    if (invalidItems.length === 0) return good(`${label}, all waiting for a missing parent`);
    return bad(
      exitCodes.partial,
      `${label}; ` +
        `${invalidItems.map((one) => `${showMany(one.rows, "row")} of ${one.table}`).join(", ")} did ` +
        "not fit their declaration",
      `42sync quarantine --reason invalid_item; a newer release of 42sync may accept them`,
    );
  },
};

/** A day and two hours: longer means that a nightly was missed. */
const mostMs = 26 * 3_600_000;

/** Whether the last nightly was not missed. */
export const freshnessCheck: Check = {
  name: "freshness",
  look: async (subject) => {
    const store = await subject.filled();
    if (store === undefined) return unknown("no tables yet");
    const freshness = await store.reports.freshness();
    if (freshness.length === 0) return good("nothing is mirrored yet", "42sync nightly");
    const stale = findStale(freshness, mostMs);
    if (stale.length === 0) return good(`nothing is older than ${showSeconds(mostMs / 1000)}`);
    const names = [...new Set(stale.map(({ table }) => table))];
    return bad(
      exitCodes.stale,
      `${showMany(names.length, "table")} older than ${showSeconds(mostMs / 1000)} or never ` +
        `complete: ${names.slice(0, 4).join(", ")}${names.length > 4 ? ", …" : ""}`,
      `${nightlyOf(stale, await subject.settings())}; 42sync schedule makes it run every night, ` +
        "and 42sync status shows the last runs",
    );
  },
};
