import { accessSync, constants, existsSync } from "node:fs";
import { dirname } from "node:path";
import { exitCodes } from "../../errors/exit-code.js";
import { showMany } from "../../terminal/text.js";
import { bad, good, type Check, unknown } from "./check.js";

/** The oldest that the tests run on. */
const oldest = 130_000;

/** Whether the database answers, is new enough and takes writes. */
export const databaseCheck: Check = {
  name: "database",
  look: async (subject) => {
    const { target } = await subject.settings();
    const store = await subject.store();
    if (store === undefined)
      return target.kind === "folder" ? notMade(target.folder, target.label) : good(target.label);
    const facts = await store.reports.serverFacts();
    const label = `${target.label}: PostgreSQL ${facts.version}`;
    if (facts.versionNumber < oldest)
      return bad(
        exitCodes.database,
        `${label}, and 42sync needs 13 or newer`,
        "upgrade the server, or name another with DATABASE_URL",
      );
    if (facts.readOnly)
      return bad(
        exitCodes.database,
        `${label}, which takes no writes`,
        "name the primary rather than a standby, or take default_transaction_read_only from the role",
      );
    return good(label);
  },
};

function notMade(folder: string, label: string): ReturnType<typeof good> {
  let home = dirname(folder);
  while (!existsSync(home) && dirname(home) !== home) home = dirname(home);
  try {
    accessSync(home, constants.W_OK | constants.X_OK);
  } catch {
    return bad(
      exitCodes.usage,
      `${label} cannot be made: ${home} takes no files of this user`,
      "choose another folder with --database, or give this user the folder",
    );
  }
  return good(`${label} is not there yet`, "42sync nightly makes and fills it");
}

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
