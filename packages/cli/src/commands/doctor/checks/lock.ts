import { exitCodes } from "../../../errors/exit-code.js";
import { showSeconds, showTime } from "../../../terminal/text.js";
import { bad, good, unknown, type Check } from "../check.js";

/** All of 42 takes 14 hours the first time; a run that holds it for longer hangs. */
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
      `see whether it still runs; select pg_terminate_backend(${String(holder.backendPid)}) ends ` +
        "its connection, and with it the lock",
    );
  },
};
