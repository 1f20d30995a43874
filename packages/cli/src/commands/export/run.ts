import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ConfigError, systemClock } from "@42sync/core";
import { version } from "@42sync/core/internal";
import type { ExportedTable } from "@42sync/pg-store";
import type { CommandContext } from "../../command-context.js";
import { resolveSettings, type SettingFlags } from "../../config/resolve-settings.js";
import { requireTables, useDatabase } from "../../connect/use-database.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { notWritten } from "../../files/full-disk.js";
import { createLineWriter, type LineWriter } from "../../files/ndjson.js";
import { drawTable } from "../../terminal/draw-table.js";
import { printJson } from "../../terminal/io.js";
import { showCount, showMany } from "../../terminal/text.js";
import { manifestFile, manifestFormat, type Manifest } from "./manifest.js";

export interface ExportFlags extends SettingFlags {
  readonly out: string;
  readonly table?: readonly string[] | undefined;
  readonly gzip?: true | undefined;
  readonly json?: true | undefined;
}

/** `42sync export`. */
export async function runExport(context: CommandContext, flags: ExportFlags): Promise<ExitCode> {
  const settings = await resolveSettings(context, flags);
  const folder = resolve(context.cwd, flags.out);
  await requireNew(folder, flags.out);
  context.io.log({ level: "info", message: `database: ${settings.label}`, database: settings.label });
  const fileOf = (name: string): string => `${name}.ndjson${flags.gzip === true ? ".gz" : ""}`;
  const made: string[] = [];
  const make = (name: string): string => {
    const file = join(folder, name);
    made.push(file);
    return file;
  };
  try {
    const tables = await useDatabase(
      context,
      { settings, command: "export", create: false },
      async ({ store }) => {
        await requireTables(store, settings.schema);
        let open: { readonly name: string; readonly writer: LineWriter } | undefined;
        const begin = async (name: string): Promise<LineWriter> => {
          await open?.writer.close();
          open = { name, writer: await createLineWriter(make(fileOf(name))) };
          return open.writer;
        };
        try {
          return await store.admin.exportRows({
            ...(flags.table === undefined ? {} : { tables: flags.table }),
            write: async (name, lines) => {
              await (open?.name === name ? open.writer : await begin(name)).writeLines(lines);
            },
          });
        } finally {
          await open?.writer.close();
        }
      },
    );
    const manifest: Manifest = {
      format: manifestFormat,
      version,
      exportedAt: new Date((context.clock ?? systemClock).now()).toISOString(),
      schema: settings.schema,
      tables: tables.map(({ name, rows, columns }) => ({
        name,
        file: fileOf(name),
        rows,
        columns: [...columns],
      })),
    };
    await writeFile(make(manifestFile), `${JSON.stringify(manifest, null, 2)}\n`).catch((cause: unknown) => {
      throw notWritten(join(folder, manifestFile), cause);
    });
    print(context, manifest, tables, flags);
    return exitCodes.done;
  } catch (error) {
    // Half an export could be taken for a whole one, and would block the next.
    await Promise.all(made.map((file) => rm(file, { force: true })));
    throw error;
  }
}

/** Two exports in one folder could be taken for one. */
async function requireNew(folder: string, shown: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new ConfigError(`--out ${shown}: can't create the folder`, {
      cause,
      hint: "name one that this user can write to",
    });
  });
  if ((await readdir(folder)).length > 0)
    throw new ConfigError(`--out ${shown}: the folder is not empty`, { hint: "name a new one" });
}

function print(
  { io }: CommandContext,
  manifest: Manifest,
  tables: readonly ExportedTable[],
  flags: ExportFlags,
): void {
  if (flags.json === true) {
    printJson(io, { ...manifest, folder: flags.out, exitCode: exitCodes.done });
    return;
  }
  const rows = tables.filter((table) => table.rows > 0);
  const table = drawTable({
    head: ["table", "rows"],
    rows: rows.map((one) => [one.name, showCount(one.rows)]),
    right: [1],
  });
  io.out(
    `${table}\n${showMany(
      rows.reduce((sum, one) => sum + one.rows, 0),
      "row",
    )} in ${flags.out}\n`,
  );
}
