/** One line of the table: what one run gave. */
export interface Measurement {
  /** Its name on the command line. */
  readonly name: string;
  readonly what: string;
  readonly measured: string;
  readonly target: string;
  /** null where the machine lacks what it is measured against. */
  readonly met: boolean | null;
  /** What else was seen in the same run: the floor, the peers, how often. */
  readonly beside: string;
}

/** A row of the table: measures itself, alone or with the others. */
export interface Bench {
  readonly name: string;
  run(): Promise<Measurement>;
}

/** The middle of the values; of an even number the upper middle. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Two decimals. */
export function ratio(value: number): string {
  return value.toFixed(2);
}

/** A whole number with separators: `55,000`. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}
