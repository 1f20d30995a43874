/** What a scenario came to. */
export interface Line {
  readonly scenario: string;
  readonly what: string;
  readonly good: number;
  readonly of: number;
  /** One text for each that is not good. */
  readonly wrong: readonly string[];
  readonly seconds?: number;
}

/** Lines as a table, what is wrong below it. */
export function toTable(lines: readonly Line[]): string {
  const rows = lines.map(
    ({ scenario, what, good, of, seconds = 0 }) =>
      `| ${scenario} | ${what} | ${String(good)} of ${String(of)} | ${String(Math.round(seconds))} s |`,
  );
  const wrong = lines.flatMap((line) =>
    line.wrong.map((text) => `${line.scenario}: ${text.slice(0, 2_000)}`),
  );
  return `${["| scenario | what | good | took |", "|---|---|---|---|", ...rows, ...wrong].join("\n")}\n`;
}
