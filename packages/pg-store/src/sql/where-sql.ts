import type { AnyTable } from "@42sync/core/tables";
import type { Condition } from "@42sync/core/tables";
import { toArrayLiteral } from "./array-literal.js";
import { columnTypes } from "./column-types.js";
import { quoteIn, quoteName } from "./identifiers.js";

/** Conditions as SQL, and the values of its parameters. */
export interface WhereSql {
  readonly text: string;
  readonly values: readonly string[];
}

/**
 * The rows of a table, `t`, that are not marked as gone and meet all conditions. Parameters begin at `$1`.
 */
export function whereSql(schema: string, table: AnyTable, where: readonly Condition[]): WhereSql {
  const values: string[] = [];
  const parameter = (value: string): string => `$${String(values.push(value))}`;
  const typeOf = (name: string, values: readonly unknown[]): string => {
    const kind = table.columns[name]?.kind;
    return kind === undefined ? typeOfValue(values[0]) : columnTypes[kind];
  };
  const conditionSql = (alias: string, condition: Condition): string => {
    const column = `${alias}.${quoteName(condition.column)}`;
    if ("among" in condition) {
      const { among } = condition;
      const inner = `${alias}m`;
      const rows = [
        `${inner}."deleted_at" is null`,
        ...among.where.map((one) => conditionSql(inner, one)),
      ].join(" and ");
      return (
        `${column} in (select ${inner}.${quoteName(among.column)} from ` +
        `${quoteIn(schema, among.table)} ${inner} where ${rows})`
      );
    }
    // Columns of other tables go by the value: an integer compares with a bigint.
    const type = typeOf(
      alias === "t" ? condition.column : "",
      "in" in condition ? condition.in : [condition.from],
    );
    if ("in" in condition)
      return `${column} = any(${parameter(toArrayLiteral(condition.in.map(String)))}::${type}[])`;
    return (
      `${column} between ${parameter(String(condition.from))}::${type} and ` +
      `${parameter(String(condition.to))}::${type}`
    );
  };
  return {
    text: ['t."deleted_at" is null', ...where.map((condition) => conditionSql("t", condition))].join(" and "),
    values,
  };
}

function typeOfValue(value: unknown): string {
  return typeof value === "boolean" ? "boolean" : typeof value === "string" ? "text" : "bigint";
}
