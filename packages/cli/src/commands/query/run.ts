import { ConfigError } from "@42sync/core";
import type { RawAnswer } from "@42sync/pg-store";
import type { CommandContext } from "../../command-context.js";
import { knownTables } from "../../config/choose-tables.js";
import { resolveSettings, type SettingFlags } from "../../config/resolve-settings.js";
import { useDatabase } from "../../connect/use-database.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { drawTable, type Cell } from "../../terminal/draw-table.js";
import { tableWidth, printJson, type Io } from "../../terminal/io.js";
import { showMany } from "../../terminal/text.js";
import { toQueryError } from "./query-error.js";

export interface QueryFlags extends SettingFlags {
  readonly csv?: true | undefined;
  readonly json?: true | undefined;
}

/** `42sync query`. */
export async function runQuery(context: CommandContext, sql: string, flags: QueryFlags): Promise<ExitCode> {
  const settings = await resolveSettings(context, flags);
  if (context.io.errTerminal)
    context.io.log({ level: "info", message: `database: ${settings.label}`, database: settings.label });
  const answer = await useDatabase(context, { settings, command: "query", create: false }, ({ store }) =>
    store.query(sql).catch((error: unknown) => {
      throw toQueryError(error, { label: settings.label, tables: knownTables(settings.mirror) });
    }),
  );
  requireDistinct(answer.columns);
  if (flags.json === true) printJson(context.io, answer.rows);
  else if (flags.csv === true) context.io.out(await toCsv(answer));
  else showAnswer(context.io, answer);
  return exitCodes.done;
}

/** A row has one value per name, so of two columns with one name only one would be shown. */
function requireDistinct(columns: readonly string[]): void {
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined)
    throw new ConfigError(`two columns of the result are called ${twice}`, {
      hint: `rename them: select … as one, … as two`,
    });
}

/** The rows and their number. */
function showAnswer(io: Io, answer: RawAnswer): void {
  io.out(
    `${answer.columns.length === 0 ? "" : drawAnswer(io, answer)}(${showMany(answer.rows.length, "row")})\n`,
  );
}

/** The rows as a table, no wider than a terminal; whole elsewhere. */
export function drawAnswer(io: Io, { columns, rows }: RawAnswer): string {
  const numeric = columns.flatMap((name, index) =>
    rows.length > 0 && rows.every((row) => row[name] === null || typeof row[name] === "number")
      ? [index]
      : [],
  );
  return drawTable({
    head: columns,
    rows: rows.map((row) => columns.map((name) => toCell(row[name]))),
    right: numeric,
    ...tableWidth(io),
  });
}

async function toCsv({ columns, rows }: RawAnswer): Promise<string> {
  const { stringify } = await import("csv-stringify/sync");
  return stringify([columns, ...rows.map((row) => columns.map((name) => toCell(row[name])))]);
}

/** A value as text has it: instants in ISO, JSON as JSON, null as nothing. */
function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString("hex")}`;
  if (typeof value === "object") return JSON.stringify(value);
  // every other type that a driver returns
  return typeof value === "number" ? value : String(value as string | boolean | bigint);
}
