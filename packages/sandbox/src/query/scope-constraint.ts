import type { Endpoint, ListPath } from "../endpoints/endpoint.js";
import { valueOf, type Stored } from "../store/stored.js";
import type { World } from "../store/world.js";
import type { Constraint } from "./constraint.js";
import { notFound } from "./refusal.js";

/** The row that a path names by id, slug or login. */
export function findRow(world: World, resource: string, name: string): Stored | undefined {
  const endpoint = world.endpointOf(resource);
  const rows = world.rowsOf(resource);
  const row = /^\d+$/.test(name) ? rows.get(Number(name)) : undefined;
  const found = row ?? (endpoint.show?.by === undefined ? undefined : rows.by(endpoint.show.by, name)[0]);
  return found === undefined || endpoint.isListed?.(found) === false ? undefined : found;
}

function parentOf(world: World, resource: string, name: string): Stored {
  const parent = findRow(world, resource, name);
  if (parent !== undefined) return parent;
  // A recording may hold a person's rows without the person; the nested list is served anyway.
  if (world.isRecorded && /^\d+$/.test(name)) return { id: Number(name) };
  throw notFound();
}

/** Selects the rows under the parent in a nested list's path. */
export function scopeConstraint(
  endpoint: Endpoint,
  list: ListPath,
  name: string,
  world: World,
): Constraint | undefined {
  if (list.parent === undefined) return undefined;
  const parent = parentOf(world, list.parent, name);
  const own = world.rowsOf(endpoint.resource);
  if (list.through !== undefined) return throughConstraint(list.through, parent.id, own, world);
  const { by = "id", parentColumn = "id" } = list;
  const value = valueOf(parent, parentColumn);
  const belongs = (held: unknown): boolean => (Array.isArray(held) ? held.includes(value) : held === value);
  const test = (row: Stored): boolean => belongs(world.read(endpoint, row, by));
  return own.indexed.includes(by) ? { test, candidates: own.by(by, value) } : { test };
}

function throughConstraint(
  through: NonNullable<ListPath["through"]>,
  parentId: number,
  own: ReturnType<World["rowsOf"]>,
  world: World,
): Constraint {
  const links = world.rowsOf(through.resource);
  const candidates = new Set<Stored>();
  for (const link of links.by(through.parent, parentId)) {
    const row = own.get(Number(valueOf(link, through.child)));
    if (row !== undefined) candidates.add(row);
  }
  // Recorded people belong to the cursus of their list, with or without rows that link them.
  const recorded = world.isRecorded
    ? own.rows.filter((row) => listed(row, `${through.parent}s`, parentId))
    : [];
  for (const row of recorded) candidates.add(row);
  return { test: (row) => candidates.has(row), candidates: [...candidates] };
}

const listed = (row: Stored, column: string, id: number): boolean => {
  const ids = valueOf(row, column);
  return Array.isArray(ids) && ids.includes(id);
};
