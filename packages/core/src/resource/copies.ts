import type { AnyTable } from "./table.js";

type Fields = Readonly<Record<string, unknown>>;

/** Whether an object is a copy of somebody, as other items embed people: it has their key and the field that they are named by. */
function isCopy({ people, key }: AnyTable, value: unknown): value is Fields {
  return people !== undefined && isFields(value) && people.namedBy in value && key.every((name) => name in value) && !(people.pointedAtBy in value);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A value with each copy of somebody in it, at any depth, replaced by what `map` makes of it. A copy that becomes undefined leaves its list,
 * or null where it stood alone. What holds no copy comes back as it is.
 */
export function mapCopies(people: AnyTable, value: unknown, map: (copy: Fields) => unknown): unknown {
  const inner = mapInside(people, value, map);
  return isCopy(people, inner) ? map(inner) : inner;
}

/** The same for what is inside a value, the value itself left alone. */
export function mapInside(people: AnyTable, value: unknown, map: (copy: Fields) => unknown): unknown {
  if (Array.isArray(value)) {
    const mapped = value.map((one: unknown) => mapCopies(people, one, map));
    return mapped.every((one, index) => one === value[index]) ? value : mapped.filter((one, index) => one !== undefined || value[index] === undefined);
  }
  if (!isFields(value)) return value;
  let changed: Record<string, unknown> | undefined;
  for (const [name, inner] of Object.entries(value)) {
    const mapped = mapCopies(people, inner, map);
    if (mapped !== inner) changed = { ...(changed ?? value), [name]: mapped ?? null };
  }
  return changed ?? value;
}

/** The keys of everybody of whom a value holds a copy, at any depth, as texts. */
export function copiedKeys(people: AnyTable, value: unknown): readonly string[] {
  const keys = new Set<string>();
  mapCopies(people, value, (copy) => {
    keys.add(String(copy[people.key[0] ?? "id"]));
    return copy;
  });
  return [...keys];
}
