import { mapCopies } from "@42sync/core/internal";
import { type AnyTable } from "@42sync/core/tables";

/** An item without the copies of people who were forgotten; the same one where it holds none. */
export function withoutCopies(
  people: AnyTable,
  item: unknown,
  isForgotten: (id: string) => boolean,
): unknown {
  return mapCopies(people, item, (copy) =>
    isForgotten(String(copy[people.key[0] ?? "id"])) ? undefined : copy,
  );
}
