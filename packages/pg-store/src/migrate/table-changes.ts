import { StoreError } from "@42sync/core";
import format from "pg-format";
import {
  fingerprint,
  type ColumnShape,
  type ReferenceShape,
  type TableShape,
  type ViewShape,
} from "../shape/shape.js";
import { joinName, quoteIn, quoteName } from "../sql/identifiers.js";
import type { Existing } from "./read-existing.js";

/** One thing to do, in the words of the report, with its statements. */
export interface Change {
  readonly kind: "created" | "extended" | "renamed";
  /** `table users`, `column users.wallet`, `index users_login_idx`, `table due to owners_to_reread`. */
  readonly what: string;
  readonly sql: readonly string[];
}

/** Types that a column may have instead, because what we write goes into them as well. */
const compatible: Readonly<Record<string, readonly string[]>> = {
  integer: ["bigint", "numeric"],
  bigint: ["numeric"],
  "double precision": ["numeric"],
};

/**
 * `create table "public"."users" ("id" bigint not null, …, primary key ("id"))`; foreign keys and indexes
 * follow when all tables are there.
 */
export function createTable(shape: TableShape): Change {
  const columns = shape.columns.map(columnSql);
  const key = `primary key (${shape.key.map(quoteName).join(", ")})`;
  return {
    kind: "created",
    what: `table ${shape.name}`,
    sql: [`create table ${quoteIn(shape.schema, shape.name)} (\n  ${[...columns, key].join(",\n  ")}\n)`],
  };
}

/**
 * Columns that a table lacks. They are added without NOT NULL where they have no default, because the rows
 * that are there have no value for them.
 *
 * @throws StoreError when a column is there with another type.
 */
export function missingColumns(shape: TableShape, existing: Existing): readonly Change[] {
  return shape.columns.flatMap((column): readonly Change[] => {
    const found = existing.columns.find((one) => one.name === column.name);
    if (found === undefined) return [addColumn(shape, column)];
    if (found.type === column.type || compatible[column.type]?.includes(found.type) === true) return [];
    throw new StoreError(
      `the column ${shape.schema}.${shape.name}.${column.name} is ${found.type}, 42sync needs ${column.type}`,
      {
        context: { schema: shape.schema, table: shape.name, column: column.name },
        hint: "rename the column or change its type, then migrate again",
      },
    );
  });
}

function addColumn(shape: TableShape, column: ColumnShape): Change {
  const nullable = column.default === undefined ? { ...column, notNull: false } : column;
  return {
    kind: "extended",
    what: `column ${shape.name}.${column.name}`,
    sql: [`alter table ${quoteIn(shape.schema, shape.name)} add column ${columnSql(nullable)}`],
  };
}

function columnSql(column: ColumnShape): string {
  const parts = [quoteName(column.name), column.type];
  if (column.default === "identity") parts.push("generated always as identity");
  else if (column.default !== undefined) parts.push("default", column.default);
  if (column.notNull) parts.push("not null");
  return parts.join(" ");
}

/** Indexes that a table lacks: one whose first column has no whole index yet. */
export function missingIndexes(shape: TableShape, existing: Existing | undefined): readonly Change[] {
  return shape.indexes
    .filter(([first]) => first !== undefined && existing?.indexed.includes(first) !== true)
    .map((columns) => {
      const name = joinName(shape.name, ...columns, "idx");
      const list = columns.map(quoteName).join(", ");
      return {
        kind: kindOf(existing),
        what: `index ${name}`,
        sql: [`create index ${quoteName(name)} on ${quoteIn(shape.schema, shape.name)} (${list})`],
      };
    });
}

/** Foreign keys that a table lacks; they are validated at once. */
export function missingReferences(shape: TableShape, existing: Existing | undefined): readonly Change[] {
  const has = ({ column, table }: ReferenceShape): boolean =>
    existing?.references.some((one) => one.column === column && one.table === table) === true;
  return shape.references
    .filter((reference) => !has(reference))
    .map((reference) => {
      const name = joinName(shape.name, reference.column, "fkey");
      const target = `${quoteIn(shape.schema, reference.table)} (${quoteName(reference.key)})`;
      const sql =
        `alter table ${quoteIn(shape.schema, shape.name)} add constraint ${quoteName(name)} ` +
        `foreign key (${quoteName(reference.column)}) references ${target}`;
      return { kind: kindOf(existing), what: `foreign key ${name}`, sql: [sql] };
    });
}

const kindOf = (existing: Existing | undefined): Change["kind"] =>
  existing === undefined ? "created" : "extended";

/**
 * Comments of a table with its columns, or of a view; said again only when the declaration changed, so that a
 * comment of the user's own stays.
 */
export function comments(shape: TableShape | ViewShape): readonly string[] {
  const at = quoteIn(shape.schema, shape.name);
  return [
    format(`comment on ${"query" in shape ? "view" : "table"} ${escapePercent(at)} is %L`, shape.comment),
    ...shape.columns.map((column) =>
      format(`comment on column ${escapePercent(`${at}.${quoteName(column.name)}`)} is %L`, column.comment),
    ),
  ];
}

/** `create or replace view … as …`, where it is missing (`known` undefined) or was declared otherwise. */
export function createView(shape: ViewShape, known: string | undefined): readonly Change[] {
  if (known === fingerprint(shape)) return [];
  const sql = `create or replace view ${quoteIn(shape.schema, shape.name)} as ${shape.query}`;
  return [{ kind: known === undefined ? "created" : "extended", what: `view ${shape.name}`, sql: [sql] }];
}

/** pg-format reads `%` in the text around its placeholders; a name may contain one. */
function escapePercent(text: string): string {
  return text.replaceAll("%", "%%");
}
