import type { Endpoint } from "../endpoints/endpoint.js";
import { SandboxError } from "../sandbox-error.js";
import type { ApiRow, RecordedData } from "../sandbox-options.js";
import { readPath } from "./columns.js";
import { valueOf, type Stored } from "./stored.js";
import { recordedToStored } from "./to-stored.js";
import { createWorld, type World } from "./world.js";

/** A world of recorded rows, and the names of lists that match no resource. */
export interface LoadedWorld {
  readonly world: World;
  readonly ignored: readonly string[];
}

/** Serves recorded rows unchanged. `cursus_21_users` are the people and the members of cursus 21. */
export function loadRecorded(data: RecordedData, endpoints: readonly Endpoint[]): LoadedWorld {
  const world = createWorld(endpoints, true);
  const ignored: string[] = [];
  const rowsById = new Map<string, Map<number, Stored>>();
  for (const [name, list] of Object.entries(data.lists)) {
    const [, cursusId, under] = /^cursus_(\d+)_(\w+)$/.exec(name) ?? [];
    const endpoint = endpoints.find(({ resource }) => resource === (under ?? name));
    const showing = endpoints.find(({ recordedShow }) => recordedShow === name);
    if (showing !== undefined)
      world.recordedShows.set(showing.resource, new Map(list.map((row) => [idOf(row, name), row])));
    else if (endpoint === undefined) ignored.push(name);
    else
      addRows(rowsById, endpoint, list, { name, cursusId: cursusId === undefined ? null : Number(cursusId) });
  }
  linkCoalitions(rowsById.get("blocs") ?? new Map(), rowsById.get("coalitions") ?? new Map());
  for (const [resource, rows] of rowsById) world.rowsOf(resource).fill(rows.values());
  return { world, ignored };
}

function addRows(
  rowsById: Map<string, Map<number, Stored>>,
  endpoint: Endpoint,
  list: readonly ApiRow[],
  from: { readonly name: string; readonly cursusId: number | null },
): void {
  const rows = rowsById.get(endpoint.resource) ?? new Map<number, Stored>();
  rowsById.set(endpoint.resource, rows);
  for (const raw of list) {
    const id = idOf(raw, from.name);
    const known = rows.get(id);
    const row = recordedToStored(raw, endpoint.columns);
    const before = known === undefined ? [] : cursusIdsOf(known);
    const listedIn = from.cursusId === null ? before : [...before, from.cursusId];
    rows.set(id, listedIn.length === 0 ? row : Object.assign(row, { cursus_ids: listedIn }));
  }
}

const cursusIdsOf = (row: Stored): number[] => {
  const ids = valueOf(row, "cursus_ids");
  return Array.isArray(ids) ? ids.filter((id) => typeof id === "number") : [];
};

function idOf(row: ApiRow, list: string): number {
  const id = row["id"];
  if (typeof id !== "number")
    throw new SandboxError("E_SANDBOX_DATA", `a row of "${list}" has no numeric id`);
  return id;
}

/** Coalitions don't name their bloc, but recorded blocs name their coalitions. */
function linkCoalitions(blocs: ReadonlyMap<number, Stored>, coalitions: ReadonlyMap<number, Stored>): void {
  for (const bloc of blocs.values()) {
    const ids = readPath(bloc.raw, "coalitions[].id");
    for (const id of Array.isArray(ids) ? ids : []) {
      const coalition = coalitions.get(Number(id));
      if (coalition !== undefined) Object.assign(coalition, { bloc_id: bloc.id });
    }
  }
}
