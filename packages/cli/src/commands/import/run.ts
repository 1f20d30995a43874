import { access } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ConfigError } from "@42sync/core";
import { defineMirror, optionalTables } from "@42sync/core/tables";
import type { ImportReport } from "@42sync/pg-store";
import type { CommandContext } from "../../command-context.js";
import { resolveSettings, type SettingFlags, type Settings } from "../../config/resolve-settings.js";
import { useDatabase } from "../../connect/use-database.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { readLines } from "../../files/ndjson.js";
import { drawTable } from "../../terminal/draw-table.js";
import { printJson } from "../../terminal/io.js";
import { showCount, showMany } from "../../terminal/text.js";
import { readManifest, type Manifest } from "../export/manifest.js";

export interface ImportFlags extends SettingFlags {
  readonly json?: true | undefined;
}

/** `42sync import`. */
export async function runImport(
  context: CommandContext,
  given: string,
  flags: ImportFlags,
): Promise<ExitCode> {
  const settings = await resolveSettings(context, flags);
  const folder = resolve(context.cwd, given);
  const manifest = await readManifest(folder);
  await requireFiles(folder, manifest);
  context.io.log({ level: "info", message: `database: ${settings.label}`, database: settings.label });
  const mirror = withOptional(settings.mirror, manifest);
  const report = await useDatabase(
    context,
    { settings: { ...settings, mirror }, command: "import", create: true },
    async ({ store }) => {
      await store.migrate();
      const held = await store.lock.acquire({ run: "import" });
      try {
        return await store.admin.importRows({
          tables: manifest.tables,
          lines: (name) => linesOf(folder, manifest, name),
        });
      } finally {
        await held.release();
      }
    },
  );
  print(context, given, report, flags.json === true);
  return exitCodes.done;
}

/** Optional tables that were exported are created too. */
function withOptional(
  { with: chosen, resources, raw }: Settings["mirror"],
  { tables }: Manifest,
): Settings["mirror"] {
  const exported = tables.map(({ name }) => name).filter((name) => Object.hasOwn(optionalTables, name));
  return defineMirror({ with: [...new Set([...chosen, ...exported])], resources, raw });
}

/** A table without rows has no file. */
async function requireFiles(folder: string, { tables }: Manifest): Promise<void> {
  for (const { name, file, rows } of tables) {
    if (rows === 0) continue;
    await access(join(folder, file)).catch((cause: unknown) => {
      throw new ConfigError(
        `can't read ${file}, which has ${String(rows)} rows of ${name} according to the manifest`,
        {
          cause,
          hint: "the folder may be incomplete: copy it again, or export again",
        },
      );
    });
  }
}

async function* linesOf(
  folder: string,
  { tables }: Manifest,
  name: string,
): AsyncGenerator<string, void, void> {
  const table = tables.find((one) => one.name === name);
  if (table !== undefined && table.rows > 0) yield* readLines(join(folder, table.file));
}

function print(
  { io }: CommandContext,
  folder: string,
  { rows, forgotten }: ImportReport,
  json: boolean,
): void {
  if (json) {
    printJson(io, { rows, forgotten, exitCode: exitCodes.done });
    return;
  }
  const filled = Object.entries(rows).filter(([, count]) => count > 0);
  const table = drawTable({
    head: ["table", "rows"],
    rows: filled.map(([name, count]) => [name, showCount(count)]),
    right: [1],
  });
  const skipped =
    forgotten === 0
      ? ""
      : `; skipped ${showMany(forgotten, "forgotten person", "forgotten people")} and what belongs to them`;
  io.out(
    `${table}\n${showMany(
      filled.reduce((sum, [, count]) => sum + count, 0),
      "row",
    )} from ${folder}${skipped}\n`,
  );
}
