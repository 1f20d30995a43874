import type { AnyTable } from "./table.js";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Whether an object is a copy of a person, as other items embed them: it has their key and the field that
 * names them.
 */
function isCopy({ people, key }: AnyTable, value: unknown): value is Fields {
  return (
    people !== undefined &&
    isFields(value) &&
    people.namedBy in value &&
    key.every((name) => name in value) &&
    !(people.pointedAtBy in value)
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Replaces each copy of a person inside an item, at any depth, by what `map` returns. A copy that becomes
 * undefined is removed from its list, or becomes null where it isn't in a list. The item itself is never treated
 * as a copy, and comes back as it is when it has none.
 */
export function mapCopies(people: AnyTable, item: unknown, map: (copy: Fields) => unknown): unknown {
  if (Array.isArray(item)) {
    const mapped = item.map((one: unknown) => mapValue(people, one, map));
    return mapped.every((one, index) => one === item[index])
      ? item
      : mapped.filter((one, index) => one !== undefined || item[index] === undefined);
  }
  if (!isFields(item)) return item;
  let changed: Record<string, unknown> | undefined;
  for (const [name, inner] of Object.entries(item)) {
    const mapped = mapValue(people, inner, map);
    if (mapped !== inner) changed = { ...(changed ?? item), [name]: mapped ?? null };
  }
  return changed ?? item;
}

function mapValue(people: AnyTable, value: unknown, map: (copy: Fields) => unknown): unknown {
  const inner = mapCopies(people, value, map);
  return isCopy(people, inner) ? map(inner) : inner;
}

/** The keys of all people copied inside an item, at any depth, as texts. */
export function copiedKeys(people: AnyTable, item: unknown): readonly string[] {
  const keys = new Set<string>();
  mapCopies(people, item, (copy) => {
    keys.add(String(copy[people.key[0] ?? "id"]));
    return copy;
  });
  return [...keys];
}
