import type { Endpoint } from "../endpoints/endpoint.js";
import { SandboxError } from "../sandbox-error.js";
import type { ApiRow } from "../sandbox-options.js";
import { recordedToStored, splitChange } from "./to-stored.js";
import type { Stored } from "./stored.js";
import type { World } from "./world.js";

/** Every row of a resource as its list shows it, by ascending id. */
export function shownRows(world: World, resource: string): ApiRow[] {
  const endpoint = world.endpointOf(resource);
  const listed = world.rowsOf(resource).rows.filter((row) => endpoint.isListed?.(row) !== false);
  return listed.map((row) => world.show(endpoint, row));
}

/** Adds a caller's row. */
export function insertRow(world: World, resource: string, row: ApiRow, now: number): void {
  const endpoint = world.endpointOf(resource);
  const rows = world.rowsOf(resource);
  const id = typeof row["id"] === "number" ? row["id"] : world.nextId(resource, 1);
  if (rows.get(id) !== undefined)
    throw new SandboxError("E_SANDBOX_ROW", `${resource} already has a row ${id}`);
  if (world.isRecorded) {
    rows.insert(recordedToStored({ id, ...row }, endpoint.columns));
    return;
  }
  const { patch, overlay } = splitChange(row, endpoint.columns);
  rows.insert({
    ...endpoint.defaults?.(now),
    ...patch,
    id,
    ...(Object.keys(overlay).length === 0 ? {} : { overlay }),
  });
}

/** Changes a row; with `touch`, its `updated_at` becomes now unless the change sets it. */
export function updateRow(
  world: World,
  resource: string,
  id: number,
  change: { readonly row: ApiRow; readonly touch: boolean; readonly now: number },
): void {
  const endpoint = world.endpointOf(resource);
  const row = existingRow(world, resource, id);
  const touches = change.touch && "updated_at" in endpoint.columns && !("updated_at" in change.row);
  if (row.raw !== undefined) {
    const touched =
      touches && "updated_at" in row.raw ? { updated_at: new Date(change.now).toISOString() } : {};
    replaceRecorded(world, endpoint, row, { ...row.raw, ...change.row, ...touched });
    return;
  }
  const { patch, overlay } = splitChange(change.row, endpoint.columns);
  const kept = Object.fromEntries(Object.entries(row.overlay ?? {}).filter(([name]) => !(name in patch)));
  world.rowsOf(resource).change(row, {
    ...patch,
    ...(touches ? { updated_at: change.now } : {}),
    overlay: { ...kept, ...overlay },
  });
}

/** Removes a row. */
export function removeRow(world: World, resource: string, id: number): void {
  world.rowsOf(resource).remove(existingRow(world, resource, id));
}

function existingRow(world: World, resource: string, id: number): Stored {
  const row = world.rowsOf(resource).get(id);
  if (row === undefined) throw new SandboxError("E_SANDBOX_ROW", `${resource} has no row ${id}`);
  return row;
}

function replaceRecorded(world: World, endpoint: Endpoint, row: Stored, raw: ApiRow): void {
  const rows = world.rowsOf(endpoint.resource);
  const { cursus_ids: known, ...fresh } = {
    cursus_ids: undefined,
    ...recordedToStored(raw, endpoint.columns),
  };
  // The row itself doesn't say which list a person came from.
  rows.change(
    row,
    known === null ? fresh : { ...fresh, ...(known === undefined ? {} : { cursus_ids: known }) },
  );
}
