import type { CommandContext } from "../../command-context.js";
import { resolveSettings, type SettingFlags } from "../../config/resolve-settings.js";
import { useDatabase } from "../../connect/use-database.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { printJson } from "../../terminal/io.js";
import { renderMigration } from "./render.js";

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
  if (flags.json === true)
    printJson(context.io, { ...report, dryRun, database: settings.label, exitCode: exitCodes.done });
  else context.io.out(renderMigration(report, dryRun));
  return exitCodes.done;
}
