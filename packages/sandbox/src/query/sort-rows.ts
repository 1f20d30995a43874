import type { Endpoint, Order } from "../endpoints/endpoint.js";
import type { Stored } from "../store/stored.js";
import type { World } from "../store/world.js";
import { Refusal } from "./refusal.js";

/** The requested order, or the endpoint's own; 400 for a name that it can't sort by. */
export function readOrder(endpoint: Endpoint, sort: string | null): readonly Order[] {
  const allowed = endpoint.sorts;
  if (allowed === undefined || sort === null) return endpoint.order;
  const order = sort
    .split(",")
    .filter((name) => name !== "")
    .map((name): Order =>
      name.startsWith("-") ? { column: name.slice(1), descending: true } : { column: name },
    );
  const unknown = order.find(({ column }) => !allowed.includes(column));
  if (unknown !== undefined)
    throw new Refusal(400, { error: "Sort Error", message: `The ${unknown.column} field is not sortable` });
  return order.length === 0 ? endpoint.order : order;
}

/** Whether the order is by id alone, so that no sorting is needed. */
export const isById = (order: readonly Order[]): boolean => order[0]?.column === "id";

/**
 * Sorted copies of rows: NULLs come last, or first when descending (PostgreSQL's default; observed for `-filled_at`
 * in 2026). Ties are ordered by id.
 */
export function sortRows(
  rows: readonly Stored[],
  order: readonly Order[],
  endpoint: Endpoint,
  world: World,
): Stored[] {
  const keyed = rows.map((row) => ({
    row,
    keys: order.map(({ column }) => world.read(endpoint, row, column)),
  }));
  keyed.sort((a, b) => {
    for (const [at, { descending }] of order.entries()) {
      const difference = compare(a.keys[at], b.keys[at]);
      if (difference !== 0) return descending === true ? -difference : difference;
    }
    return a.row.id - b.row.id;
  });
  return keyed.map(({ row }) => row);
}

function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : 1;
  return Number(a) - Number(b);
}
