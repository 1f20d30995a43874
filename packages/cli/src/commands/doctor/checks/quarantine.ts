import { exitCodes } from "../../../errors/exit-code.js";
import { showMany, showTime } from "../../../terminal/text.js";
import { bad, good, unknown, type Check } from "../check.js";

/** What waits in the quarantine, and since when. */
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
    const invalidItems = counts.filter(({ reason }) => reason === "does not fit");
    if (invalidItems.length === 0) return good(`${label}, all for a parent that is not here`);
    return bad(
      exitCodes.partial,
      `${label}; ` +
        `${invalidItems.map((one) => `${showMany(one.rows, "row")} of ${one.table}`).join(", ")} did ` +
        "not fit their declaration",
      `42sync quarantine --reason "does not fit"; a newer 42sync may know them`,
    );
  },
};
