import { mirroredTables, optionalTables, type AnyTable, type MirrorChoice } from "@42sync/core/tables";

/** Every table that there may be: those that are always mirrored, the optional ones, and the user's own. */
export function knownTables({ resources = [] }: Pick<MirrorChoice, "resources">): readonly AnyTable[] {
  return Object.values(mirroredTables({ with: Object.keys(optionalTables), resources }));
}
