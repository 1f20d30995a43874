import { ConfigError, SchemaError } from "../../errors/index.js";
import { toLinks, toRow, wholeItem, type AnyEndpoint, type Scope } from "../../resource/index.js";
import type { Mirrored } from "../../define-mirror.js";
import type { InvalidItem } from "../ports/index.js";

/**
 * What happens when a resource is not as it was declared.
 *
 * - `strict`: a field that no declaration names, or an invalid item, fails the pass (E_DRIFT). The page is
 * not stored, the watermark stays.
 * - `warn`: new fields are named in the report. An item that does not fit is quarantined with its path, and
 * the pass goes on.
 * - `ignore`: new fields are not named. An item that does not fit is stored without the fields that do not,
 * which become null. Only an item that gives no row without them (no key, or nothing to tell whose it is) is
 * quarantined and reported as with `warn`.
 */
export type Drift = "strict" | "warn" | "ignore";

/** One for all resources, or by the name of a table or resource; the others `warn`. @default "warn" */
export type DriftPolicy = Drift | Readonly<Record<string, Drift>>;

/** The policy of each resource. @throws ConfigError when a name is neither a table's nor a resource's */
export function readDrift(policy: DriftPolicy, mirrored: readonly Mirrored[]): (resource: string) => Drift {
  if (typeof policy === "string") return () => policy;
  const byResource = new Map<string, Drift>();
  for (const [name, drift] of Object.entries(policy)) {
    const found = mirrored.find(({ table, endpoint }) => table.name === name || endpoint.name === name);
    if (found === undefined)
      throw new ConfigError(`drift names ${name}, which is not a table`, {
        context: { table: name },
        hint: `the tables are ${mirrored.map(({ table }) => table.name).join(", ")}`,
      });
    byResource.set(found.endpoint.name, drift);
  }
  return (resource) => byResource.get(resource) ?? "warn";
}

/** The error of a resource that is strict. */
export function driftError(
  resource: string,
  what: string,
  context: { readonly id: number | string | null; readonly path: string },
): SchemaError {
  return new SchemaError(
    `${resource}: ${what}, and drift is strict for it`,
    {
      context: { resource, ...context },
      hint: `a newer 42sync may know it; with drift "warn" for ${resource} the pass continues without such items`,
    },
    "E_DRIFT",
  );
}

/** The item without its invalid fields, where that still gives a row; undefined where it doesn't. */
export function takeWhatFits(
  invalidItem: InvalidItem,
  endpoint: AnyEndpoint,
  mirrored: Mirrored | undefined,
  scope: Scope,
): unknown {
  const { item } = invalidItem;
  const { error } = endpoint.item.safeParse(item);
  if (typeof item !== "object" || item === null || error === undefined) return undefined;
  const unfit = new Set(error.issues.map(({ path }) => String(path[0])));
  const kept = Object.fromEntries(Object.entries(item).filter(([field]) => !unfit.has(field)));
  Object.defineProperty(kept, wholeItem, { value: item });
  return mirrored === undefined || givesRow(kept, mirrored, scope) ? kept : undefined;
}

/** Whether a pass can still use what remains of an item. */
function givesRow(item: unknown, { table }: Mirrored, scope: Scope): boolean {
  try {
    table.includes(item, scope);
    table.enters(item, scope);
    toLinks(table, item);
    const row = toRow(table, item);
    return table.key.every((column) => row[column] !== null);
  } catch (error) {
    // The declaration reads a field that is missing: the item can't be used.
    if (error instanceof TypeError) return false;
    throw error;
  }
}
