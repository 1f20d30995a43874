import { ConfigError } from "@42sync/core";
import type { AnyTable, LinkTable } from "@42sync/core/tables";
import { requireName } from "../sql/identifiers.js";
import { ownColumns } from "./data-shapes.js";

/**
 * Columns that every PostgreSQL table has already:
 * https://www.postgresql.org/docs/current/ddl-system-columns.html
 */
const systemColumns: ReadonlySet<string> = new Set(["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"]);

/**
 * Refuses declarations that PostgreSQL cannot hold, before anything is touched.
 *
 * @throws ConfigError naming the table and the column.
 */
export function checkTables(schema: string, tables: readonly AnyTable[]): void {
  requireName("schema", schema);
  if (schema === "sync42")
    throw new ConfigError("the schema sync42 is for the bookkeeping", {
      context: { schema },
      hint: "keep the data in another schema, such as public",
    });
  const names = new Set<string>(["students"]);
  for (const table of tables) {
    requireName("table", table.name);
    requireNew(names, table.name);
    for (const link of table.links) {
      requireName("table", link.name);
      requireNew(names, link.name);
      requireSides(tables, table, link.name, [link.owner.table, link.other.table]);
      for (const { column } of [link.owner, link.other]) requireColumn(link.name, column);
      requireBy(tables, link);
    }
    checkColumns(table, tables);
  }
}

function requireBy(tables: readonly AnyTable[], link: LinkTable): void {
  const other = tables.find((table) => table.name === link.other.table);
  if (other === undefined || Object.hasOwn(other.columns, link.other.by)) return;
  throw new ConfigError(`${link.name} finds ${other.name} by ${link.other.by}, which is no column of it`, {
    context: { table: link.name, column: link.other.by },
    hint: "name a column of it",
  });
}

function requireNew(names: Set<string>, name: string): void {
  if (names.has(name))
    throw new ConfigError(`two tables or views are called ${name}`, {
      context: { table: name },
      hint: "give one of them another name",
    });
  names.add(name);
}

function requireColumn(table: string, column: string): void {
  requireName("column", column);
  const taken = ownColumns.some((own) => own.name === column) || systemColumns.has(column);
  if (taken)
    throw new ConfigError(`the column ${table}.${column} has a name that the table has already`, {
      context: { table, column },
      hint: "give the column another name",
    });
}

function checkColumns(table: AnyTable, tables: readonly AnyTable[]): void {
  for (const [name, { references }] of Object.entries(table.columns)) {
    requireColumn(table.name, name);
    if (references !== undefined) requireSides(tables, table, name, [references.table]);
  }
  for (const column of table.key) {
    if (Object.hasOwn(table.columns, column)) continue;
    throw new ConfigError(`the key ${table.name}.${column} is not among the columns`, {
      context: { table: table.name, column },
      hint: "declare the column",
    });
  }
}

function requireSides(
  tables: readonly AnyTable[],
  table: AnyTable,
  through: string,
  sides: readonly string[],
): void {
  for (const side of sides) {
    const found = tables.find((one) => one.name === side);
    if (found?.key.length === 1) continue;
    const why = found === undefined ? "is not among the store's tables" : "has a key of several columns";
    throw new ConfigError(`${table.name} points at ${side} through ${through}, which ${why}`, {
      context: { table: table.name, parent: side },
      hint: `add ${side} to \`tables\``,
    });
  }
}
