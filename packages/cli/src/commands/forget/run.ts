import { resolve } from "node:path";
import { AbortedError, ConfigError } from "@42sync/core";
import { tables, type AnyTable } from "@42sync/core/tables";
import type { ForgetReport, PgStore } from "@42sync/pg-store";
import type { CommandContext } from "../../command-context.js";
import { knownTables } from "../../config/choose-tables.js";
import { resolveSettings, type SettingFlags } from "../../config/resolve-settings.js";
import { requireTables, useDatabase } from "../../connect/use-database.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { printJson } from "../../terminal/io.js";
import { findRow, type FoundRow } from "../explain/find-row.js";
import type { ForgottenRecording } from "../pipeline/recording/forget-recordings.js";
import { renderForgotten, type Forgotten } from "./render.js";

export interface ForgetFlags extends SettingFlags {
  readonly recordings?: string | undefined;
  readonly yes?: true | undefined;
  readonly json?: true | undefined;
}

/** `42sync forget`. */
export async function runForget(
  context: CommandContext,
  person: string,
  flags: ForgetFlags,
): Promise<ExitCode> {
  const { openPrompts } = context;
  if (flags.yes !== true && openPrompts === undefined)
    throw new ConfigError("can't ask for confirmation: not running in a terminal", {
      hint: `to confirm: 42sync forget ${person} --yes`,
    });
  const settings = await resolveSettings(context, flags);
  context.io.log({ level: "info", message: `database: ${settings.label}`, database: settings.label });
  const { found, report } = await useDatabase(
    context,
    { settings, command: "forget", create: false },
    async ({ store }) => {
      await requireTables(store, settings.schema);
      await store.migrate();
      const found = await findRow(store, tables.users, person);
      const prompts = flags.yes === true ? undefined : await openPrompts?.();
      const isMeant =
        (await prompts?.confirm({
          message: `Forget ${nameOf(found)} and everything that belongs to them, for good?`,
          initially: false,
        })) ?? true;
      if (!isMeant) throw new AbortedError("nothing was removed");
      return { found, report: await forgetLocked(store, found.id) };
    },
  );
  const recordings =
    flags.recordings === undefined
      ? []
      : await clearRecordings(resolve(context.cwd, flags.recordings), found.id, knownTables(settings.mirror));
  print(context, found, { ...report, recordings }, flags);
  return exitCodes.done;
}

async function clearRecordings(
  folder: string,
  id: number,
  known: readonly AnyTable[],
): Promise<readonly ForgottenRecording[]> {
  const { forgetRecordings } = await import("../pipeline/recording/forget-recordings.js");
  return forgetRecordings(folder, id, known);
}

/** A page that is being stored wouldn't notice that somebody was forgotten, so no run may be under way. */
async function forgetLocked(store: PgStore, id: number): Promise<ForgetReport> {
  const held = await store.lock.acquire({ run: "forget" });
  try {
    return await store.admin.forget(tables.users, id);
  } finally {
    await held.release();
  }
}

function nameOf({ id, name }: FoundRow): string {
  return name === undefined ? `id ${String(id)} (not stored)` : `${name} (${String(id)})`;
}

function print({ io }: CommandContext, found: FoundRow, report: Forgotten, flags: ForgetFlags): void {
  if (flags.json === true) printJson(io, { ...report, exitCode: exitCodes.done });
  else io.out(renderForgotten(found.id, report, flags.recordings));
}
