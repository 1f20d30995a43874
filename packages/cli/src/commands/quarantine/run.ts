import type { PgStore, QuarantinedRow } from "@42sync/pg-store";
import type { CommandContext } from "../../command-context.js";
import { resolveSettings, type SettingFlags } from "../../config/resolve-settings.js";
import { useMirror } from "../../connect/use-mirror.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { tableWidth, printJson } from "../../terminal/io.js";
import { renderQuarantine, type QuarantineView } from "./render.js";

export interface QuarantineFlags extends SettingFlags {
  readonly table?: string | undefined;
  readonly reason?: QuarantinedRow["reason"] | undefined;
  readonly json?: true | undefined;
}

/** `42sync quarantine`. */
export async function runQuarantine(context: CommandContext, flags: QuarantineFlags): Promise<ExitCode> {
  const settings = await resolveSettings(context, flags);
  const { io } = context;
  const view = await useMirror(context, { settings, command: "quarantine" }, ({ pg }) =>
    readQuarantine(pg, flags),
  );
  if (flags.json === true) {
    io.log({ level: "info", message: `database: ${settings.label}`, database: settings.label });
    printJson(io, { database: settings.label, ...view, exitCode: exitCodes.done });
  } else {
    io.out(`database: ${settings.label}\n${renderQuarantine(view, tableWidth(io))}`);
  }
  return exitCodes.done;
}

async function readQuarantine(
  store: PgStore | undefined,
  { table, reason, json }: QuarantineFlags,
): Promise<QuarantineView> {
  const all = (await store?.reports.quarantineCounts()) ?? [];
  const counts = all.filter(
    (one) => (table === undefined || one.table === table) && (reason === undefined || one.reason === reason),
  );
  const listed = table !== undefined || reason !== undefined || json === true;
  return { counts, rows: listed ? ((await store?.reports.quarantined({ table, reason })) ?? []) : null };
}
