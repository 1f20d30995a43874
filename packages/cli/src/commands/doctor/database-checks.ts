import { accessSync, constants, existsSync } from "node:fs";
import { dirname } from "node:path";
import { exitCodes } from "../../errors/exit-code.js";
import { showMany } from "../../terminal/text.js";
import { bad, good, type Check, unknown } from "./check.js";

/** The oldest version that the tests run on. */
const oldest = 130_000;

/** Whether the database answers, is new enough and writable. */
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
        `${label}, which is read-only`,
        "use the primary instead of a standby, or remove default_transaction_read_only from the role",
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
      `${label} can't be created: this user can't write to ${home}`,
      "choose another folder with --database, or give this user permission",
    );
  }
  return good(`${label} doesn't exist yet`, "42sync nightly creates and fills it");
}

/** Whether the role may create, extend and fill the tables. */
export const rightsCheck: Check = {
  name: "rights",
  look: async (subject) => {
    const store = await subject.store();
    if (store === undefined) return unknown("there is no database yet");
    const { role } = await store.reports.serverFacts();
    const missing = await store.reports.missingRights();
    if (missing.length === 0) return good(`${role} may create and fill the tables`);
    const more = missing.length > 3 ? `, and ${String(missing.length - 3)} more` : "";
    return bad(
      exitCodes.database,
      `${role} ${missing
        .slice(0, 3)
        .map(({ what }) => what)
        .join(", ")}${more}`,
      `run as the owner of the database: ${missing
        .slice(0, 3)
        .map(({ sql }) => `${sql};`)
        .join(" ")}`,
    );
  },
};

/** Whether the tables match their declarations. */
export const tablesCheck: Check = {
  name: "tables",
  look: async (subject) => {
    const store = await subject.store();
    if (store === undefined) return unknown("there is no database yet");
    const { created, extended, sql } = await store.migrate({ dryRun: true });
    if (sql.length === 0) return good("up to date");
    // Before the first run there are no tables: it creates them.
    if (((await (await subject.filled())?.reports.freshness()) ?? []).length === 0)
      return good("not created yet", "42sync nightly creates them");
    const changes = [...created, ...extended];
    const what = changes.length === 0 ? "some comments" : nameThree(changes);
    return bad(
      exitCodes.database,
      `they lack ${what}`,
      "42sync migrate adds it (--dry-run shows the SQL); so does the next run",
    );
  },
};

function nameThree(names: readonly string[]): string {
  const more = names.length - 3;
  return `${names.slice(0, 3).join(", ")}${more > 0 ? ` and ${showMany(more, "more", "more")}` : ""}`;
}
