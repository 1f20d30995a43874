import { optionalTables } from "@42sync/core/tables";
import { codeList, markdownTable } from "../markdown.js";
import { declaredTables, relations, type Relation } from "./relations.js";

/** Every relation of the data with its columns, its useful queries, and what it is filled from. */
export function describeTables(): string {
  return relations()
    .filter(({ bookkeeping }) => !bookkeeping)
    .map(describe)
    .join("\n\n");
}

/** The same for the bookkeeping. */
export function describeBookkeeping(): string {
  return relations()
    .filter(({ bookkeeping }) => bookkeeping)
    .map(describe)
    .join("\n\n");
}

function describe(relation: Relation): string {
  return [
    `### ${relation.name}`,
    relation.comment,
    ...about(relation),
    columnsOf(relation),
    ...queriesOf(relation.name),
  ].join("\n\n");
}

function columnsOf({ columns, key, references, bookkeeping }: Relation): string {
  const target = new Map(references.map((one) => [one.column, one.table]));
  const label = (name: string, comment: string): string => {
    const to = target.get(name);
    return to === undefined ? comment : `${comment} → [${to}](#${bookkeeping ? "sync42" : ""}${to})`;
  };
  return markdownTable(
    ["column", "type", ""],
    columns.map(({ name, type, nullable, comment }) => [
      `\`${name}\`${key.includes(name) ? " (key)" : ""}`,
      `${type}${nullable ? "" : ", not null"}`,
      label(name, comment),
    ]),
  );
}

/** How a table of ours is kept up to date; views and links have none of their own. */
function about({ name }: Relation): readonly string[] {
  const table = declaredTables.find((one) => one.name === name);
  if (table === undefined) return [];
  const kept = table.incremental === "window" ? "updated by `range[updated_at]`" : "re-read as a whole";
  const by =
    table.askBy === undefined ? "" : `, or by \`filter[${table.askBy.filter}]\` of ${table.askBy.table}`;
  const follows = table.follows === undefined ? "" : `; re-read for people ${table.follows.label}`;
  const links =
    table.links.length === 0 ? "" : ` Also fills ${codeList(table.links.map((link) => link.name))}.`;
  const asked =
    name in optionalTables ? `Optional: \`--with ${name}\`, \`defineMirror({ with: ["${name}"] })\`. ` : "";
  return [
    `${asked}From [\`${table.resource}\`](resources.md#${table.resource}), ${kept}${by}${follows}.${links}`,
  ];
}

function queriesOf(name: string): readonly string[] {
  const table = declaredTables.find((one) => one.name === name);
  return (table?.examples ?? []).map(({ title, sql }) => `${title}:\n\n\`\`\`sql\n${sql};\n\`\`\``);
}
