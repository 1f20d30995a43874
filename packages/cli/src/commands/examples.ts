/** The examples at the end of a command's help. */
export function examples(...lines: readonly (readonly [line: string, says: string])[]): string {
  const width = Math.max(...lines.map(([line]) => line.length));
  return `\nExamples:\n${lines.map(([line, says]) => `  $ ${line.padEnd(width)}  # ${says}`).join("\n")}`;
}
