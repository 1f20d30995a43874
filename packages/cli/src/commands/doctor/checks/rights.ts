import { exitCodes } from "../../../errors/exit-code.js";
import { bad, good, unknown, type Check } from "../check.js";

/** Whether the role may make, extend and fill the tables. */
export const rightsCheck: Check = {
  name: "rights",
  look: async (subject) => {
    const store = await subject.store();
    if (store === undefined) return unknown("there is no database yet");
    const { role } = await store.reports.serverFacts();
    const missing = await store.reports.missingRights();
    if (missing.length === 0) return good(`${role} may make and fill the tables`);
    const more = missing.length > 3 ? `, and ${String(missing.length - 3)} more` : "";
    return bad(
      exitCodes.database,
      `${role} ${missing
        .slice(0, 3)
        .map(({ what }) => what)
        .join(", ")}${more}`,
      `as the database's owner: ${missing
        .slice(0, 3)
        .map(({ sql }) => `${sql};`)
        .join(" ")}`,
    );
  },
};
