import { accessSync, constants, existsSync } from "node:fs";
import { dirname } from "node:path";
import { exitCodes } from "../../../errors/exit-code.js";
import { bad, good, type Check } from "../check.js";

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
