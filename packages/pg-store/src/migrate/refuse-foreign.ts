import { StoreError } from "@42sync/core";
import { bookkeeping } from "../shape/bookkeeping-shapes.js";
import { place, type Found } from "./read-existing.js";
import type { Wanted } from "./wanted.js";

/**
 * Refuses to touch relations that 42sync did not make.
 *
 * @throws StoreError E_FOREIGN_TABLE
 */
export function refuseForeign(wanted: Wanted, found: Found): void {
  const kinds: ReadonlyMap<string, string> = new Map([
    ...wanted.tables.map((one) => [place(one.schema, one.name), "rp"] as const),
    ...wanted.views.map((one) => [place(one.schema, one.name), "v"] as const),
  ]);
  const foreign = [...found.relations].filter(
    ([at, one]) =>
      !found.registry.has(at) ||
      kinds.get(at)?.includes(one.kind) !== true ||
      lacksOurColumns(one.schema, one.kind, one.columns),
  );
  if (foreign.length === 0) return;
  const names = foreign.map(([, one]) => `${one.schema}.${one.name}`).join(", ");
  throw new StoreError(
    `${names} ${foreign.length === 1 ? "was" : "were"} not made by 42sync, and nothing was touched`,
    {
      code: "E_FOREIGN_TABLE",
      context: { schema: wanted.schema, table: foreign[0]?.[1].name ?? null },
      hint: "keep the mirror in a schema of its own (--schema, or `schema` of createPgStore), or rename what is there",
    },
  );
}

/** Whether a data table lacks our two columns: then somebody put it in place of ours. */
function lacksOurColumns(
  schema: string,
  kind: string,
  columns: readonly { readonly name: string }[],
): boolean {
  return (
    schema !== bookkeeping &&
    kind !== "v" &&
    !["ingested_at", "deleted_at"].every((name) => columns.some((column) => column.name === name))
  );
}
