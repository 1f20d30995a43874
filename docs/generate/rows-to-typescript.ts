import { relations, type Relation, type RelationColumn } from "./parts/relations.js";

/**
 * What a value of each PostgreSQL type is when it is read, by `store.query`, or with `pgRowTypes` or
 * `pgliteParsers`.
 */
const readAs: Readonly<Record<string, string>> = {
  bigint: "number",
  integer: "number",
  "double precision": "number",
  boolean: "boolean",
  text: "string",
  "timestamp with time zone": "Date",
  jsonb: "unknown",
  "bigint[]": "number[]",
  "text[]": "string[]",
  interval: "string",
};

/** `sync42.resume_points` → `ResumePointsRow`. */
export function rowTypeName(relation: string): string {
  const words = (relation.split(".").at(-1) ?? relation).split("_");
  return `${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}Row`;
}

/** The TypeScript type of a column's value. */
export function typeOfColumn(relation: string, { name, type, nullable }: RelationColumn): string {
  const value = readAs[type];
  if (value === undefined)
    throw new Error(
      `${relation}.${name} is a ${type}. Next: say in docs/generate/rows-to-typescript.ts what that is in TypeScript`,
    );
  return nullable && value !== "unknown" ? `${value} | null` : value;
}

function rowInterface({ name, kind, comment, columns }: Relation): string {
  const lines = columns.flatMap((column) => [
    `  /** ${column.comment} */`,
    `  ${column.name}: ${typeOfColumn(name, column)};`,
  ]);
  return [
    `/** A row of the ${kind} \`${name}\`. ${comment} */`,
    `export interface ${rowTypeName(name)} {`,
    ...lines,
    "}",
  ].join("\n");
}

/** The module `@42sync/pg-store/types`. */
export function rowsToTypeScript(): string {
  const all = relations();
  return `${[
    "/* eslint-disable max-lines -- a table more is an interface more */",
    "/**\n * A row type for every table and view. Written by npm run docs from the " +
      "declarations.\n *\n * @module @42sync/pg-store/types\n */",
    ...all.map(rowInterface),
    [
      "/** The row type of every table and view, by the name that it has in SQL. */",
      "export interface Rows {",
      ...all.map(
        ({ name }) => `  ${name.includes(".") ? JSON.stringify(name) : name}: ${rowTypeName(name)};`,
      ),
      "}",
    ].join("\n"),
  ].join("\n\n")}\n`;
}
