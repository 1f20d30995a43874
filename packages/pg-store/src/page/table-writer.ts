import type { AnyTable, ColumnKind, Row } from "@42sync/core/tables";
import { tiedPeople, type TiedPeople } from "../forget/tied-people.js";
import { columnTypes } from "../sql/column-types.js";
import {
  findOthersSql,
  lookUpSql,
  referencesOf,
  replaceLinksSql,
  storedKeysSql,
  type ReferenceColumn,
} from "../sql/lookup-sql.js";
import { followersOf, noteMovedSql } from "../sql/note-moved-sql.js";
import { takeOverSql } from "../sql/take-over-sql.js";
import { upsertSql } from "../sql/upsert-sql.js";
import { noteEntrantsSql } from "./owners-to-reread.js";
import { markGoneSql } from "./mark-gone.js";
import { createFitRow, type FittedRow } from "./values/fit-row.js";
import { plainKinds } from "./values/fit-value.js";

/** Everything about writing to a table that does not change: its statements, made once. */
export interface TableWriter {
  readonly table: AnyTable;
  readonly fit: (row: Row) => FittedRow;
  /** Whether the values of each column go into an array without quotes. */
  readonly plain: readonly boolean[];
  readonly upsert: string;
  /** The same, which notes for the tables that follow this one whose rows moved. */
  readonly upsertNoting: string;
  readonly storedKeys: string;
  readonly references: readonly ReferenceColumn[];
  readonly lookUp: string;
  readonly links: readonly LinkWriter[];
  /**
   * Link tables whose lists are kept while a row waits for its parent. Not those that name people by
   * something else than their ids: who is forgotten could not be found in them.
   */
  readonly waitingLinks: readonly string[];
  /**
   * The tables whose rows are asked for by this table's ids, and the statement that notes who is new for
   * them.
   */
  readonly owned: readonly string[];
  readonly noteEntrants: string;
  readonly markGone: string;
  /** Whether rows of some table go to the quarantine when a row of this one is missing. */
  readonly isAwaited: boolean;
  /** Statements that write what other tables repeat of its rows. */
  readonly takeOver: readonly string[];
  /** People that its rows are, belong to or name, who may have been forgotten. */
  readonly people: readonly TiedPeople[];
}

export interface LinkWriter {
  readonly name: string;
  /** Kind of the column that the listed values are found by. */
  readonly by: ColumnKind;
  readonly findOthers: string;
  readonly replace: string;
}

/** The writers of a data schema. */
export interface TableWriters {
  of(table: AnyTable): TableWriter;
  /** The table of a name, if the store has it. */
  named(name: string): AnyTable | undefined;
}

/**
 * Makes the writers of a data schema, each when it is first needed.
 *
 * @param optional tables that are not mirrored now, but may have been begun: whose rows of them must be
 * re-read is noted all the same
 */
export function createTableWriters(
  schema: string,
  tables: readonly AnyTable[],
  optional: readonly AnyTable[] = [],
): TableWriters {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const known = [...tables, ...optional];
  const writers = new Map<AnyTable, TableWriter>();
  const keyOf = (name: string): string => byName.get(name)?.key[0] ?? "id";
  const typeOf = (name: string): string =>
    columnTypes[byName.get(name)?.columns[keyOf(name)]?.kind ?? "bigint"];
  const of = (table: AnyTable): TableWriter => {
    const made = writers.get(table);
    if (made !== undefined) return made;
    const references = referencesOf(table, keyOf);
    const writer: TableWriter = {
      table,
      fit: createFitRow(table),
      plain: Object.values(table.columns).map(({ kind }) => plainKinds.has(kind)),
      upsert: upsertSql(schema, table),
      upsertNoting: upsertSql(schema, table, noteMovedSql(schema, table, known)),
      storedKeys: storedKeysSql(schema, table),
      references,
      lookUp: lookUpSql(schema, table, { references, followers: followersOf(table, known) }),
      links: table.links.map((link) => ({
        name: link.name,
        by: byName.get(link.other.table)?.columns[link.other.by]?.kind ?? "text",
        findOthers: findOthersSql(schema, link, keyOf(link.other.table)),
        replace: replaceLinksSql(schema, link, {
          owner: typeOf(link.owner.table),
          other: typeOf(link.other.table),
        }),
      })),
      waitingLinks: table.links
        .filter(
          ({ name, other }) =>
            table.columns[name] === undefined &&
            (other.by === keyOf(other.table) || byName.get(other.table)?.people === undefined),
        )
        .map(({ name }) => name),
      owned: known
        .filter((one) => one.askBy?.table === table.name && one.name !== table.name)
        .map((one) => one.name),
      noteEntrants: noteEntrantsSql(schema, table),
      markGone: markGoneSql(schema, table),
      isAwaited: tables.some((one) =>
        referencesOf(one, keyOf).some((reference) => reference.table === table.name && !reference.skip),
      ),
      takeOver: takeOverSql(schema, table, tables),
      people: tiedPeople(table, tables),
    };
    writers.set(table, writer);
    return writer;
  };
  return { of, named: (name) => byName.get(name) };
}
