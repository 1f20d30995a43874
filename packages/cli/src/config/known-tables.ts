import { defineMirror, optionalTables, type AnyTable, type MirrorInput } from "@42sync/core/tables";

/** Every table that there may be: those that are always mirrored, the optional ones, and the user's own. */
export function knownTables({ resources = [] }: Pick<MirrorInput, "resources">): readonly AnyTable[] {
  return Object.values<AnyTable>(defineMirror({ with: Object.keys(optionalTables), resources }).tables);
}
