/**
 * The examples at the end of a command's help, each below what it does: side by side they do not fit into a
 * terminal of 80 columns.
 */
export function examples(...lines: readonly (readonly [line: string, label: string])[]): string {
  return `\nExamples:\n${lines.map(([line, label]) => `  # ${label}\n  $ ${line}`).join("\n")}`;
}
