import { readFileSync } from "node:fs";
import { Command } from "@commander-js/extra-typings";
import type { CliProgram } from "./cli-program.js";
import type { CommandContext } from "./command-context.js";
import { defineDemoCommand } from "./commands/demo/command.js";
import { defineDoctorCommand } from "./commands/doctor/command.js";
import { defineExplainCommand } from "./commands/explain/command.js";
import { defineExportCommand } from "./commands/export/command.js";
import { defineForgetCommand } from "./commands/forget/command.js";
import { defineGetCommand } from "./commands/get/command.js";
import { defineImportCommand } from "./commands/import/command.js";
import { defineIncrementalCommand } from "./commands/incremental/command.js";
import { defineInitCommand } from "./commands/init/command.js";
import { defineMigrateCommand } from "./commands/migrate/command.js";
import { defineNightlyCommand } from "./commands/nightly/command.js";
import { definePlanCommand } from "./commands/plan/command.js";
import { defineProbeCommand } from "./commands/probe/command.js";
import { defineQuarantineCommand } from "./commands/quarantine/command.js";
import { defineQueryCommand } from "./commands/query/command.js";
import { defineReportCommand } from "./commands/report/command.js";
import { defineRunsCommand } from "./commands/runs/command.js";
import { defineSandboxCommand } from "./commands/sandbox/command.js";
import { defineScheduleCommand } from "./commands/schedule/command.js";
import { examples, logFormatOption, logLevelOption } from "./commands/shared-options.js";
import { defineStatusCommand } from "./commands/status/command.js";
import { defineVerifyCommand } from "./commands/verify/command.js";
import type { KnownCommand } from "./errors/usage-failure.js";

/** All commands and flags; nothing heavy is loaded before a command runs. */
export function createProgram(context: CommandContext): CliProgram {
  const program = new Command("42sync")
    .description("Keeps a PostgreSQL copy of the 42 intranet.")
    .version(readVersion(), "-V, --version", "show the version")
    .helpOption("-h, --help", "show help")
    .helpCommand("help [command]", "show help for a command")
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureHelp({ sortSubcommands: false, helpWidth: Math.min(Math.max(context.io.columns, 80), 140) })
    .configureOutput({
      writeOut: (text) => {
        context.io.out(text);
      },
      // runCli prints mistakes, once and in our words.
      writeErr: () => undefined,
      getOutHasColors: () => context.io.colours,
    })
    .addHelpText(
      "after",
      `\nSettings, from the environment or .env:
  FORTYTWO_CLIENT_ID           your application's UID
  FORTYTWO_CLIENT_SECRET       its secret
  FORTYTWO_CLIENT_SECRET_NEXT  its next secret, used when the first is refused
  FORTYTWO_API_URL             another API address than https://api.intra.42.fr
  FORTYTWO_PRIVACY_KEY         key for the hashes of a privacy profile
  DATABASE_URL                 postgres://…; if unset, embedded in .42sync/
42sync.config.ts, .mjs or .json in this folder holds the rest (campus, cursus,
schema, with, resources…), validated; flags win over it.
${examples(
  ["42sync demo", "see it work; no key needed"],
  ["42sync nightly --campus 12", "mirror a campus"],
  ['42sync query "select login, campus, grade from students limit 5"', "query it"],
)}
Exit codes: 0 done, 1 bug, 2 usage or configuration, 3 credentials, 4 the API,
5 the database, 6 partial (run it again and it resumes), 7 stale or different,
75 another run holds the lock.
`,
    );
  for (const define of [
    defineInitCommand,
    defineNightlyCommand,
    defineIncrementalCommand,
    definePlanCommand,
    defineStatusCommand,
    defineRunsCommand,
    defineReportCommand,
    defineExplainCommand,
    defineVerifyCommand,
    defineQuarantineCommand,
    defineDoctorCommand,
    defineProbeCommand,
    defineScheduleCommand,
    defineQueryCommand,
    defineGetCommand,
    defineMigrateCommand,
    defineExportCommand,
    defineImportCommand,
    defineForgetCommand,
    defineSandboxCommand,
    defineDemoCommand,
  ])
    define(program, context);
  for (const command of program.commands) command.addOption(logFormatOption).addOption(logLevelOption);
  return program;
}

/** The commands and their flags, to suggest the nearest correct one. */
export function knownCommands(program: CliProgram): readonly KnownCommand[] {
  return program.commands.map((command) => ({
    name: command.name(),
    flags: [
      ...command.options.flatMap((option) =>
        option.long === undefined || option.long === null ? [] : [option.long],
      ),
      "--help",
    ],
  }));
}

/** The version of this package. */
export function readVersion(): string {
  // The same file from src/ and from dist/.
  const parsed = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
  }; // our own file
  return parsed.version;
}
