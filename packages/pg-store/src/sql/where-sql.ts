import type { AnyTable } from "@42sync/core";
import type { Condition } from "@42sync/core/sync";
import { toArrayLiteral } from "../write/array-literal.js";
import { columnTypes } from "./column-types.js";
import { quoteName } from "./identifiers.js";

/** Conditions as SQL, and the values of its parameters. */
export interface WhereSql {
  readonly text: string;
  readonly values: readonly string[];
}

/** The rows of a table, `t`, that are not marked as gone and meet all conditions. Parameters begin at `$1`. */
export function whereSql(table: AnyTable, where: readonly Condition[]): WhereSql {
  const values: string[] = [];
  const parameter = (value: string): string => `$${String(values.push(value))}`;
  const parts = where.map((condition) => {
    const column = `t.${quoteName(condition.column)}`;
    const type = columnTypes[table.columns[condition.column]?.kind ?? "bigint"];
    if ("in" in condition) return `${column} = any(${parameter(toArrayLiteral(condition.in.map(String)))}::${type}[])`;
    return `${column} between ${parameter(String(condition.from))}::${type} and ${parameter(String(condition.to))}::${type}`;
  });
  return { text: ['t."deleted_at" is null', ...parts].join(" and "), values };
}
