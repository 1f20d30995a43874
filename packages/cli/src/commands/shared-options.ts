import { Option } from "@commander-js/extra-typings";
import { parseWhole } from "../config/parse-values.js";
import { parseCampuses } from "../config/scope/parse-campuses.js";
import { optionalTableNames } from "../generated/optional-tables.js";

/** Flags that several commands have; one wording each. */
export const databaseOption = new Option(
  "--database <address>",
  "postgres://… or a folder for the embedded database (default: DATABASE_URL, the config file, else .42sync/db)",
);
export const schemaOption = new Option("--schema <name>", "schema that the tables are in (default: public)");
export const configOption = new Option(
  "--config <file>",
  "settings from this file (default: 42sync.config.ts, .mjs or .json in this folder)",
);
export const jsonOption = new Option("--json", "one JSON document on stdout and nothing else there");
export const logFormatOption = new Option(
  "--log-format <name>",
  "json: each line of the log on stderr is an object, a run's report included (default: human)",
).choices(["human", "json"] as const);
export const logLevelOption = new Option(
  "--log-level <name>",
  "debug, info, warn or error: what is less is left out (default: info)",
).choices(["debug", "info", "warn", "error"] as const);
export const debugOption = new Option("--debug", "show what the client does, and stacks of errors");

export const cursusOption = new Option(
  "--cursus <number>",
  "number of the cursus (default: 21, the 42cursus)",
).argParser(parseWhole(1));
export const campusOption = new Option(
  "--campus <list>",
  'primary campuses: numbers, names or slugs, as 12,paris,"Le Havre"; or all (default: all)',
).argParser(parseCampuses);
export const withOption = new Option(
  "--with <tables>",
  `optional tables too, as locations,teams; there are ${optionalTableNames.join(", ")}`,
);
export const onlyOption = new Option("--only <tables>", "only these tables, as users,cursus_users");
export const exceptOption = new Option("--except <tables>", "not these tables");
export const forceOption = new Option("--force", "read the reference lists again, however young they are");
export const maxHitsOption = new Option(
  "--max-hits <number>",
  "stop after so many requests; the next run goes on",
).argParser(parseWhole(1));
export const reserveOption = new Option(
  "--reserve <number>",
  "requests of each hour to leave for others who use the application",
).argParser(parseWhole(0));
export const refreshBudgetOption = new Option(
  "--refresh-budget <number>",
  "requests for reading again what changes in silence, the longest unread first; 0 reads none (default: 100)",
).argParser(parseWhole(0));
export const allowMassDeletionOption = new Option(
  "--allow-mass-deletion",
  "mark rows as gone also where they are more than 50 and 2 % of a table at once",
);
export const skipIfLockedOption = new Option(
  "--skip-if-locked",
  "when another run holds the lock, end at once with 0 and say nothing: for cron",
);
export const dryRunOption = new Option(
  "--dry-run",
  "show the plan and what it is expected to cost, and do nothing",
);
export const waitOption = new Option(
  "--wait",
  "sleep to the next hour when the hour's requests are spent, instead of ending",
);
export const recordOption = new Option(
  "--record <folder>",
  "keep the run's pages in a file there, without secrets, as the privacy profile has them",
);
export const replayOption = new Option(
  "--replay <folder>",
  "make the runs that were recorded there again, in their order, without a request",
);

/**
 * The examples at the end of a command's help, each below what it does: side by side they do not fit into a
 * terminal of 80 columns.
 */
export function examples(...lines: readonly (readonly [line: string, label: string])[]): string {
  return `\nExamples:\n${lines.map(([line, label]) => `  # ${label}\n  $ ${line}`).join("\n")}`;
}
