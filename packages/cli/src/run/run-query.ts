import type { RawAnswer } from "@42sync/pg-store";
import type { CommandContext } from "../commands/command-context.js";
import { exitCodes, type ExitCode } from "../exit-code.js";
import type { Io } from "../io.js";
import { drawTable, type Cell } from "../render/draw-table.js";
import { showMany } from "../render/text.js";
import { settleDatabase, useDatabase, type DatabaseFlags } from "./settle-database.js";

export interface QueryFlags extends DatabaseFlags {
  readonly csv?: true | undefined;
  readonly json?: true | undefined;
}

/** `42sync query`. */
export async function runQuery(context: CommandContext, sql: string, flags: QueryFlags): Promise<ExitCode> {
  const settled = await settleDatabase(context, flags);
  if (context.io.errTerminal) context.io.err(`database: ${settled.says}\n`);
  const answer = await useDatabase(context, { settled, schema: flags.schema, command: "query", create: false }, ({ store }) => store.query(sql));
  if (flags.json === true) context.io.out(`${JSON.stringify(answer.rows, null, 2)}\n`);
  else if (flags.csv === true) context.io.out(await toCsv(answer));
  else showAnswer(context.io, answer);
  return exitCodes.done;
}

/** The rows as a table, no wider than a terminal; whole elsewhere. */
export function showAnswer(io: Io, { columns, rows }: RawAnswer): void {
  const numeric = columns.flatMap((name, index) => (rows.length > 0 && rows.every((row) => row[name] === null || typeof row[name] === "number") ? [index] : []));
  const table = drawTable({ head: columns, rows: rows.map((row) => columns.map((name) => toCell(row[name]))), right: numeric, ...(io.outTerminal ? { width: io.columns } : {}) });
  io.out(`${columns.length === 0 ? "" : table}(${showMany(rows.length, "row")})\n`);
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
  return typeof value === "number" ? value : String(value as string | boolean | bigint); // what is left of what a driver gives
}
