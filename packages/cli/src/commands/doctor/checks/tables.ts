import { exitCodes } from "../../../errors/exit-code.js";
import { showMany } from "../../../terminal/text.js";
import { bad, good, unknown, type Check } from "../check.js";

/** Whether the tables are as they are declared. */
export const tablesCheck: Check = {
  name: "tables",
  look: async (subject) => {
    const store = await subject.store();
    if (store === undefined) return unknown("there is no database yet");
    const { created, extended, sql } = await store.migrate({ dryRun: true });
    if (sql.length === 0) return good("as they are declared");
    // As long as no run was here the first one makes them.
    if (((await (await subject.filled())?.reports.freshness()) ?? []).length === 0)
      return good("not made yet", "42sync nightly makes them");
    const changes = [...created, ...extended];
    const what =
      changes.length === 0
        ? "some comments"
        : `${changes.slice(0, 3).join(", ")}${changes.length > 3 ? ` and ${showMany(changes.length - 3, "more", "more")}` : ""}`;
    return bad(
      exitCodes.database,
      `they lack ${what}`,
      "42sync migrate (--dry-run shows the SQL); the next run does it by itself",
    );
  },
};
