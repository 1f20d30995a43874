import type { ApiRow } from "../sandbox-options.js";
import { readPath, toStoredValue, type Column } from "./columns.js";
import type { Stored } from "./stored.js";

/** The columns of a recorded row, which is stored and shown unchanged. */
export function recordedToStored(raw: ApiRow, columns: Readonly<Record<string, Column>>): Stored {
  const row: Record<string, unknown> = { raw };
  for (const [name, { kind, path }] of Object.entries(columns)) {
    const own = raw[name];
    const value = own === undefined && path !== undefined ? readPath(raw, path) : own;
    row[name] = value === undefined ? null : (toStoredValue(value, kind) ?? null);
  }
  return { ...row, id: Number(raw["id"]) };
}

/**
 * Splits a caller's change into column values and the rest, which overrides the rendered row. A
 * value of the wrong type (a text in `wallet`) is shown unchanged, so that schemas can be tested
 * with it.
 */
export function splitChange(
  change: ApiRow,
  columns: Readonly<Record<string, Column>>,
): { patch: Record<string, unknown>; overlay: ApiRow } {
  const patch: Record<string, unknown> = {};
  const overlay: ApiRow = {};
  for (const [name, value] of Object.entries(change)) {
    const own = columns[name];
    const stored = own === undefined ? undefined : toStoredValue(value, own.kind);
    if (stored === undefined) overlay[name] = value;
    else patch[name] = stored;
  }
  for (const [name, { kind, path }] of Object.entries(columns)) {
    if (path === undefined || name in patch) continue;
    const stored = toStoredValue(readPath(change, path) ?? undefined, kind);
    if (stored !== undefined) patch[name] = stored;
  }
  return { patch, overlay };
}
