import type { AnyTable, Row } from "@42sync/core/tables";
import { isIndexed } from "../../shape/data-shapes.js";
import { fitValue, unfit } from "./fit-value.js";

/** A row with its values as text, in the order of the table's columns. */
export interface FittedRow {
  readonly row: Row;
  readonly values: readonly (string | null)[];
  /** The key's values. */
  readonly key: readonly (string | null)[];
  /** The first column that cannot hold its value, and why. */
  readonly invalid: { readonly path: string; readonly reason: string } | undefined;
}

/**
 * An entry of a B-tree must be below a third of a page, 2,704 bytes:
 * https://www.postgresql.org/docs/current/btree.html
 */
const maxIndexedLength = 2_600;

const encoder = new TextEncoder();

/** Makes the function that fits rows of a table. */
export function createFitRow(table: AnyTable): (row: Row) => FittedRow {
  const columns = Object.entries(table.columns).map(([name, column]) => {
    const key = table.key.includes(name);
    return {
      name,
      kind: column.kind,
      key,
      required: key,
      short: column.kind === "text" && (key || isIndexed(column)),
    };
  });
  const keyAt = table.key.map((name) => columns.findIndex((column) => column.name === name));
  return (row) => {
    let invalid: FittedRow["invalid"];
    const values = columns.map(({ name, kind, required, short }) => {
      const value = fitValue(kind, row[name]);
      const reason =
        value === unfit
          ? `no ${kind} that PostgreSQL can hold`
          : value === null
            ? required
              ? "the key is missing"
              : ""
            : short && isLong(value)
              ? "too long for its index"
              : "";
      if (reason !== "") invalid ??= { path: name, reason };
      return reason === "" && value !== unfit ? value : null;
    });
    return { row, values, key: keyAt.map((at) => values[at] ?? null), invalid };
  };
}

function isLong(text: string): boolean {
  return (
    text.length > maxIndexedLength ||
    (text.length * 3 > maxIndexedLength && encoder.encode(text).length > maxIndexedLength)
  );
}

/** The key as one text, to find the row by. */
export function keyText(key: readonly (string | null)[]): string {
  return key.length === 1 ? String(key[0]) : JSON.stringify(key);
}
