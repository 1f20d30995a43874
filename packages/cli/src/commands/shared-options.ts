import { Option } from "@commander-js/extra-typings";
import { parseWhole } from "../config/parse-values.js";
import { parseCampuses } from "../config/scope/parse-campuses.js";
import { optionalTableNames } from "../generated/optional-tables.js";

/** Flags that several commands share. */
export const databaseOption = new Option(
  "--database <address>",
  "postgres://… or a folder for the embedded database (default: DATABASE_URL, then the config " +
    "file, then .42sync/db)",
);
export const schemaOption = new Option("--schema <name>", "schema of the tables (default: public)");
export const configOption = new Option(
  "--config <file>",
  "read settings from this file (default: 42sync.config.ts, .mjs or .json in this folder)",
);
export const jsonOption = new Option("--json", "print one JSON document on stdout and nothing else");
export const logFormatOption = new Option(
  "--log-format <name>",
  "log on stderr as text, or as JSON objects with the run's report as the last one (default: human)",
).choices(["human", "json"] as const);
export const logLevelOption = new Option("--log-level <name>", "lowest level to log (default: info)").choices(
  ["debug", "info", "warn", "error"] as const,
);
export const debugOption = new Option("--debug", "log every request, and the stack of an error");

export const cursusOption = new Option(
  "--cursus <number>",
  "number of the cursus (default: 21, the 42cursus)",
).argParser(parseWhole(1));
export const campusOption = new Option(
  "--campus <list>",
  'primary campuses by number, name or slug, like 12,paris,"Le Havre", or all (default: all)',
).argParser(parseCampuses);
export const withOption = new Option(
  "--with <tables>",
  `also mirror these optional tables, like locations,teams: ${optionalTableNames.join(", ")}`,
);
export const onlyOption = new Option("--only <tables>", "only these tables, like users,cursus_users");
export const exceptOption = new Option("--except <tables>", "all tables except these");
export const forceOption = new Option("--force", "re-read the reference lists, however fresh they are");
export const maxHitsOption = new Option(
  "--max-hits <number>",
  "stop after this many requests; the next run resumes",
).argParser(parseWhole(1));
export const reserveOption = new Option(
  "--reserve <number>",
  "requests to leave each hour for other users of the application",
).argParser(parseWhole(0));
export const refreshBudgetOption = new Option(
  "--refresh-budget <number>",
  "requests for re-reading rows that change without notice, longest unread first; 0 for none (default: 100)",
).argParser(parseWhole(0));
export const allowMassDeletionOption = new Option(
  "--allow-mass-deletion",
  "mark rows as gone even if they are more than 50 and 2 % of a table at once",
);
export const skipIfLockedOption = new Option(
  "--skip-if-locked",
  "if another run holds the lock, exit immediately with 0 and print nothing; for cron",
);
export const dryRunOption = new Option(
  "--dry-run",
  "show the plan and its expected cost, and do nothing else",
);
export const waitOption = new Option(
  "--wait",
  "when the hour's requests are spent, sleep until the next hour instead of ending",
);
export const recordOption = new Option(
  "--record <folder>",
  "record the run's pages in a file in this folder, without secrets, after the privacy profile",
);
export const replayOption = new Option(
  "--replay <folder>",
  "repeat the runs recorded in this folder, in order, without a request",
);

/**
 * The examples at the end of a command's help, each below what it does: side by side they don't fit into a
 * terminal of 80 columns.
 */
export function examples(...lines: readonly (readonly [line: string, label: string])[]): string {
  return `\nExamples:\n${lines.map(([line, label]) => `  # ${label}\n  $ ${line}`).join("\n")}`;
}
