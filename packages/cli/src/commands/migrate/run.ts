import type { CommandContext } from "../../command-context.js";
import { resolveSettings, type SettingFlags } from "../../config/resolve-settings.js";
import { useDatabase } from "../../connect/use-database.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { printJson } from "../../terminal/io.js";
import { showFilled } from "./render.js";

export interface MigrateFlags extends SettingFlags {
  readonly dryRun?: true | undefined;
  readonly json?: true | undefined;
}

/** `42sync migrate`. */
export async function runMigrate(context: CommandContext, flags: MigrateFlags): Promise<ExitCode> {
  const settings = await resolveSettings(context, flags);
  context.io.log({ level: "info", message: `database: ${settings.label}`, database: settings.label });
  const dryRun = flags.dryRun === true;
  const report = await useDatabase(
    context,
    { settings, command: "migrate", create: true, inMemory: dryRun },
    ({ store }) => store.migrate({ dryRun }),
  );
  if (flags.json === true) {
    printJson(context.io, { ...report, dryRun, database: settings.label, exitCode: exitCodes.done });
  } else if (report.sql.length === 0) {
    context.io.out("nothing to do: the tables are as they should be\n");
  } else if (dryRun) {
    context.io.out(`${report.sql.map((statement) => `${statement};`).join("\n")}\n`);
  } else {
    const lines = [
      ...report.created.map((what) => `made ${what}`),
      ...report.extended.map((what) => `extended ${what}`),
      ...report.filled.map(showFilled),
    ];
    context.io.out(lines.length === 0 ? "comments brought up to date\n" : `${lines.join("\n")}\n`);
  }
  return exitCodes.done;
}
