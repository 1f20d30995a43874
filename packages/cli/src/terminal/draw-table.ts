import Table from "cli-table3";

/** What a cell may hold. */
export type Cell = string | number | boolean | null;

export interface TableInput {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Columns by position that are aligned to the right. */
  readonly right?: readonly number[];
  /** Characters that a line may have. @default no limit */
  readonly width?: number;
  /**
   * Columns by position that are dropped while a line is too long: empty ones first, then in this order.
   * @default none
   */
  readonly yields?: readonly number[];
  /** Columns by position whose cells may be cut if a line is still too long. @default all */
  readonly cuts?: readonly number[];
}

/** A column with its position, and the characters that it takes. */
interface Column {
  readonly index: number;
  readonly width: number;
  readonly empty: boolean;
}

/** Cells are never cut shorter than this. */
const leastCut = 8;

/** Light lines: no verticals, a rule below the head. */
const chars = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
} as const;

/** A table as text, with a line feed at its end. */
export function drawTable(input: TableInput): string {
  const texts = input.rows.map((row) => row.map(showCell));
  const columns = fit(
    input,
    input.head.map((title, index) => {
      const longest = Math.max(0, ...texts.map((row) => lengthOf(row[index] ?? "")));
      return { index, width: Math.max(lengthOf(title), longest), empty: longest === 0 };
    }),
  );
  const table = new Table({
    head: columns.map(({ index, width }) => cut(input.head[index] ?? "", width)),
    colAligns: columns.map(({ index }) => (input.right?.includes(index) === true ? "right" : "left")),
    chars,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0, compact: true },
  });
  table.push(
    columns.map(({ width }) => "─".repeat(width)),
    ...texts.map((row) => columns.map(({ index, width }) => cut(row[index] ?? "", width))),
  );
  return `${table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")}\n`;
}

function showCell(cell: Cell): string {
  return cell === null
    ? ""
    : String(cell)
        .replaceAll(/[\r\n\t]+/g, " ")
        .replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, "");
}

/**
 * Drops columns that yield until cutting the rest is enough, then cuts the widest columns; those that should
 * stay whole come last.
 */
function fit({ width = Infinity, yields = [], cuts }: TableInput, all: readonly Column[]): readonly Column[] {
  const mayCut = ({ index }: Column): boolean => cuts === undefined || cuts.includes(index);
  const least = (column: Column): Column =>
    mayCut(column) ? { ...column, width: Math.min(column.width, leastCut) } : column;
  const isEmpty = (index: number): boolean => all[index]?.empty === true;
  let columns = all;
  for (const yielding of [...yields.filter(isEmpty), ...yields.filter((index) => !isEmpty(index))]) {
    if (lineOf(columns.map(least)) <= width) break;
    columns = columns.filter(({ index }) => index !== yielding);
  }
  return narrow(narrow(columns, width, mayCut), width, () => true);
}

function narrow(
  columns: readonly Column[],
  width: number,
  mayCut: (column: Column) => boolean,
): readonly Column[] {
  const result = [...columns];
  for (let over = lineOf(columns) - width; over > 0; over -= 1) {
    const widest = Math.max(...result.filter(mayCut).map((column) => column.width));
    if (widest <= leastCut) break;
    const at = result.findIndex((column) => mayCut(column) && column.width === widest);
    result.splice(at, 1, ...result.slice(at, at + 1).map((column) => ({ ...column, width: widest - 1 })));
  }
  return result;
}

function lineOf(columns: readonly Column[]): number {
  return columns.reduce((sum, { width }) => sum + width, 2 * (columns.length - 1));
}

function cut(text: string, width = Infinity): string {
  return lengthOf(text) <= width ? text : `${[...text].slice(0, width - 1).join("")}…`;
}

function lengthOf(text: string): number {
  return [...text].length;
}
