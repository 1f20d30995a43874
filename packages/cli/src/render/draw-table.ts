import Table from "cli-table3";

/** What a cell may hold. */
export type Cell = string | number | boolean | null;

export interface TableInput {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Columns by position that are aligned to the right. */
  readonly right?: readonly number[];
  /** Characters that a line may have; longer cells are cut. @default no limit */
  readonly width?: number;
}

/** Light lines: no verticals, a rule below the head. */
const chars = {
  "top": "", "top-mid": "", "top-left": "", "top-right": "", "bottom": "", "bottom-mid": "", "bottom-left": "", "bottom-right": "",
  "left": "", "left-mid": "", "mid": "", "mid-mid": "", "right": "", "right-mid": "", "middle": "  ",
} as const;

/** A table as text, with a line feed at its end. */
export function drawTable(input: TableInput): string {
  const texts = input.rows.map((row) => row.map(showCell));
  const widths = input.head.map((title, index) => Math.max(lengthOf(title), ...texts.map((row) => lengthOf(row[index] ?? ""))));
  const limited = limit(widths, input.width);
  const table = new Table({
    head: input.head.map((title, index) => cut(title, limited[index])),
    colAligns: input.head.map((_, index) => (input.right?.includes(index) === true ? "right" : "left")),
    chars,
    style: { "head": [], "border": [], "padding-left": 0, "padding-right": 0, "compact": true },
  });
  table.push(limited.map((width) => "─".repeat(width)), ...texts.map((row) => row.map((text, index) => cut(text, limited[index]))));
  return `${table.toString().split("\n").map((line) => line.trimEnd()).join("\n")}\n`;
}

function showCell(cell: Cell): string {
  return cell === null ? "" : String(cell).replaceAll(/[\r\n\t]+/g, " ").replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, "");
}

/** Takes from the widest columns until the line fits. */
function limit(widths: readonly number[], width = Infinity): readonly number[] {
  const result = [...widths];
  const gaps = 2 * (widths.length - 1);
  while (result.reduce((sum, one) => sum + one, gaps) > width) {
    const widest = Math.max(...result);
    if (widest <= 8) break;
    result[result.indexOf(widest)] = widest - 1;
  }
  return result;
}

function cut(text: string, width = Infinity): string {
  return lengthOf(text) <= width ? text : `${[...text].slice(0, width - 1).join("")}…`;
}

function lengthOf(text: string): number {
  return [...text].length;
}
