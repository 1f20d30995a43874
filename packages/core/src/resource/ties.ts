import type { AnyTable } from "./table.js";

/** How rows of a table are tied to rows of another one, by column. */
export interface Ties {
  /** The row belongs to the other one and is removed with it. */
  readonly owned: readonly string[];
  /** The row only names the other one, and may stop doing so. */
  readonly named: readonly string[];
}

/**
 * The ties of a table to `to`, from its references and mentions. A row that can't exist without the other one
 * belongs to it.
 */
export function tiesTo(table: AnyTable, to: string): Ties {
  const owned: string[] = [];
  const named: string[] = [];
  for (const [name, { references, mentions, nullable }] of Object.entries(table.columns)) {
    if ((references?.table ?? mentions) !== to) continue;
    const optional = nullable === true && references?.missing !== "skip";
    (optional ? named : owned).push(name);
  }
  return { owned, named };
}
