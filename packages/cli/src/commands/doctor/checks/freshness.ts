import { exitCodes } from "../../../errors/exit-code.js";
import { showMany, showSeconds } from "../../../terminal/text.js";
import { findStale } from "../../status/find-stale.js";
import { nightlyOf } from "../../status/next-steps.js";
import { bad, good, unknown, type Check } from "../check.js";

/** A day and two hours: a nightly that was missed shows. */
const mostMs = 26 * 3_600_000;

/** Whether the tables are as fresh as a nightly makes them. */
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
