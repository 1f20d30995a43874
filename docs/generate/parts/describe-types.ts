import { relations, type Relation } from "./relations.js";
import { rowTypeName, typeOfColumn } from "../rows-to-typescript.js";

/** The interface of each relation; the database page has the comments. */
export function describeTypes(): string {
  return relations().map(describe).join("\n\n");
}

function describe({ name, kind, columns }: Relation): string {
  const lines = columns.map((column) => `  ${column.name}: ${typeOfColumn(name, column)};`);
  const anchor = name.replace(".", "");
  return [
    `### ${rowTypeName(name)}`,
    `A row of the ${kind} [${name}](database.md#${anchor}).`,
    ["```ts", `interface ${rowTypeName(name)} {`, ...lines, "}", "```"].join("\n"),
  ].join("\n\n");
}
