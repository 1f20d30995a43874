import type { ApiRow } from "../sandbox-options.js";

/** A row in memory, with its plain columns. Nested objects are added when it is shown. */
export interface Stored {
  id: number;
  /** The row exactly as it was recorded; it is shown unchanged. */
  raw?: ApiRow;
  /**
   * Properties that a caller set and that no column holds (a nested object, a value of a wrong type). They
   * override the rest.
   */
  overlay?: ApiRow;
  /** An older copy: 42 embeds cached snapshots in other rows (observed in real responses of 2026). */
  stale?: Stored;
}

/** Reads a column of any row. */
export function valueOf(row: Stored, column: string): unknown {
  // Columns are declared by name; the generator's row types are checked where rows are created.
  return (row as unknown as Readonly<Record<string, unknown>>)[column];
}
