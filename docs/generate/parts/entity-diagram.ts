import { relations } from "./relations.js";

/** The data tables with their keys and references. */
export function entityDiagram(): string {
  const data = relations().filter(({ bookkeeping, kind }) => !bookkeeping && kind === "table");
  const boxes = data.map(({ name, columns, key, references }) => {
    const pointing = new Set(references.map(({ column }) => column));
    const shown = columns.filter((column) => key.includes(column.name) || pointing.has(column.name));
    const lines = shown.map((column) => {
      const marks = [
        ...(key.includes(column.name) ? ["PK"] : []),
        ...(pointing.has(column.name) ? ["FK"] : []),
      ];
      return `    ${column.type} ${column.name} ${marks.join(", ")}`;
    });
    return [`  ${name} {`, ...lines, "  }"].join("\n");
  });
  const lines = data.flatMap(({ name, columns, references }) =>
    references.map(
      ({ column, table }) =>
        `  ${table} ` +
        `${columns.some((one) => one.name === column && one.nullable) ? "|o" : "||"}--o{ ${name} ` +
        `: ${column}`,
    ),
  );
  return ["```mermaid", "erDiagram", ...boxes, ...lines, "```"].join("\n");
}
