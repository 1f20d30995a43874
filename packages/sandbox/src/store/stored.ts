import type { ApiRow } from "../sandbox-options.js";

/** A row in memory: its plain columns. Nested objects are made when it is shown. */
export interface Stored {
  id: number;
  /** The row exactly as it was recorded: shown as it is. */
  raw?: ApiRow;
  /**
   * Members that a caller set and that no column holds (a nested object, a value of a wrong type): shown over
   * the rest.
   */
  overlay?: ApiRow;
  /** An older copy: 42 embeds cached snapshots in other rows, observed in real answers of 2026. */
  stale?: Stored;
}

/** Reads a column of any row. */
export function valueOf(row: Stored, column: string): unknown {
  // Columns are declared by name; the row types of the generator are checked where they are written.
  return (row as unknown as Readonly<Record<string, unknown>>)[column];
}
