import { relations, type Relation } from "./relations.js";

/** What a value of each PostgreSQL type is when it is read, by `store.query`, or with `pgRowTypes` or `pgliteParsers`. */
const readAs: Readonly<Record<string, string>> = {
  "bigint": "number",
  "integer": "number",
  "double precision": "number",
  "boolean": "boolean",
  "text": "string",
  "timestamp with time zone": "Date",
  "jsonb": "unknown",
  "bigint[]": "number[]",
  "text[]": "string[]",
  "interval": "string",
};

/** `sync42.resume_points` → `ResumePointsRow`. */
export function rowTypeName(relation: string): string {
  const words = (relation.split(".").at(-1) ?? relation).split("_");
  return `${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}Row`;
}

function rowInterface({ name, kind, comment, columns }: Relation): string {
  const lines = columns.flatMap((column) => {
    const type = readAs[column.type];
    if (type === undefined) throw new Error(`${name}.${column.name} is a ${column.type}. Next: say in docs/generate/rows-to-typescript.ts what that is in TypeScript`);
    return [`  /** ${column.comment} */`, `  ${column.name}: ${type}${column.nullable && type !== "unknown" ? " | null" : ""};`];
  });
  return [`/** A row of the ${kind} \`${name}\`. ${comment} */`, `export interface ${rowTypeName(name)} {`, ...lines, "}"].join("\n");
}

/** The module `@42sync/pg-store/types`. */
export function rowsToTypeScript(): string {
  const all = relations();
  return `${[
    "/* eslint-disable max-lines -- written by npm run docs from the declarations; a table more is an interface more */",
    ...all.map(rowInterface),
    [
      "/** The row type of every table and view, by the name that it has in SQL. */",
      "export interface Rows {",
      ...all.map(({ name }) => `  ${name.includes(".") ? JSON.stringify(name) : name}: ${rowTypeName(name)};`),
      "}",
    ].join("\n"),
  ].join("\n\n")}\n`;
}
