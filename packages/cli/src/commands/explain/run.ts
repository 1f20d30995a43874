import { ConfigError, endpoints, type AnyEndpoint } from "@42sync/core";
import type { AnyTable } from "@42sync/core/tables";
import type { Explanation } from "@42sync/pg-store";
import type { CommandContext } from "../../command-context.js";
import { chooseTables, knownTables } from "../../config/choose-tables.js";
import { resolveSettings, type SettingFlags } from "../../config/resolve-settings.js";
import { requireTables, useDatabase } from "../../connect/use-database.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { tableWidth, printJson } from "../../terminal/io.js";
import { findRow } from "./find-row.js";
import { renderExplanation, type RefreshCost } from "./render.js";

export interface ExplainFlags extends SettingFlags {
  readonly json?: true | undefined;
}

/** The arguments: a table and a row of it, or a person's login or number alone. */
export interface ExplainWords {
  readonly table: string;
  readonly row: string | undefined;
}

/** `42sync explain`. */
export async function runExplain(
  context: CommandContext,
  words: ExplainWords,
  flags: ExplainFlags,
): Promise<ExitCode> {
  const settings = await resolveSettings(context, flags);
  const known = knownTables(settings.mirror);
  const given = readWords(words, known);
  chooseTables(
    { names: [given.table], from: "explain" },
    known.map(({ name }) => name),
  );
  const table = known.find(({ name }) => name === given.table);
  if (table === undefined) return exitCodes.usage;
  if (context.io.errTerminal)
    context.io.log({ level: "info", message: `database: ${settings.label}`, database: settings.label });
  const { name, explanation } = await useDatabase(
    context,
    { settings, command: "explain", create: false },
    async ({ store }) => {
      await requireTables(store, settings.schema);
      const found = await findRow(store, table, given.row);
      return { name: found.name ?? null, explanation: await store.reports.explain(table, found.id) };
    },
  );
  const hits = costOf(explanation, table, known);
  if (flags.json === true) printJson(context.io, { name, ...explanation, hits, exitCode: exitCodes.done });
  else
    context.io.out(
      renderExplanation({
        name,
        explanation,
        hits,
        path: pathOf(table, explanation.id),
        ...tableWidth(context.io),
      }),
    );
  return exitCodes.done;
}

function readWords(
  { table, row }: ExplainWords,
  known: readonly AnyTable[],
): { readonly table: string; readonly row: string } {
  if (row !== undefined) return { table, row };
  const people = known.find((one) => one.people?.namedBy !== undefined);
  if (people !== undefined && !known.some(({ name }) => name === table))
    return { table: people.name, row: table };
  const name = known.find((one) => one.name === table)?.people?.namedBy;
  throw new ConfigError(`explain ${table}: which row?`, {
    hint: `by its number${name === undefined ? "" : ` or ${name}`}, as: 42sync explain ${table} 1314`,
  });
}

/** The row itself takes a hit; rows that are fetched by its id take one a page. */
function costOf({ tables }: Explanation, table: AnyTable, known: readonly AnyTable[]): RefreshCost {
  const owned = known.filter(
    (one) =>
      one.askBy?.table === table.name && one !== table && tables.some((about) => about.table === one.name),
  );
  const pages = (one: AnyTable): number =>
    Math.max(1, Math.ceil((tables.find((about) => about.table === one.name)?.total ?? 0) / pageSizeOf(one)));
  return { [table.name]: 1, ...Object.fromEntries(owned.map((one) => [one.name, pages(one)])) };
}

function pageSizeOf(table: AnyTable): number {
  return endpointOf(table)?.pageSize ?? 100;
}

function pathOf(table: AnyTable, id: number): string | null {
  const endpoint: AnyEndpoint | undefined = endpointOf(table);
  // A list that 42 has only under owners shows no single row.
  return endpoint === undefined || endpoint.onlyUnder !== undefined ? null : `${endpoint.path}/${String(id)}`;
}

function endpointOf({ resource }: AnyTable): (typeof endpoints)[keyof typeof endpoints] | undefined {
  return Object.values(endpoints).find(({ name }) => name === resource);
}
