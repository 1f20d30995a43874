import { ConfigError } from "@42sync/core";
import { nearest } from "../../errors/suggest.js";
import type { Names } from "../names.js";

/** What a campus is chosen by. */
export interface NamedCampus {
  readonly id: number;
  readonly name: string;
}

/**
 * Reads `12,paris,"Le Havre"` into ids of primary campuses: by id, name or slug, ignoring case and accents.
 *
 * @throws ConfigError for an unknown campus, with the nearest, and for a name that several campuses have.
 */
export function chooseCampuses({ names, from }: Names, campuses: readonly NamedCampus[]): readonly number[] {
  return [...new Set(names.map((word) => chooseOne(word, from, campuses)))];
}

function chooseOne(word: string, from: string, campuses: readonly NamedCampus[]): number {
  const found = /^\d+$/.test(word)
    ? campuses.filter(({ id }) => id === Number(word))
    : campuses.filter(({ name }) => toSlug(name) === toSlug(word));
  const [first] = found;
  if (first === undefined)
    throw new ConfigError(`${from} ${word}: 42 has no such campus`, {
      hint: nearestCampus(word, campuses),
    });
  if (found.length > 1)
    throw new ConfigError(`${from} ${word}: several campuses have this name`, {
      hint: `give the id: ${found.map(({ id }) => String(id)).join(" or ")}`,
    });
  return first.id;
}

function nearestCampus(word: string, campuses: readonly NamedCampus[]): string {
  if (/^\d+$/.test(word)) {
    const near = [...campuses]
      .sort((a, b) => Math.abs(a.id - Number(word)) - Math.abs(b.id - Number(word)))
      .slice(0, 3);
    return near.length === 0
      ? "42 lists no campus for this application"
      : `the nearest ids are ${near.map(({ id, name }) => `${String(id)} (${name})`).join(", ")}`;
  }
  const bySlug = new Map(campuses.map((campus) => [toSlug(campus.name), campus]));
  const near = bySlug.get(nearest(toSlug(word), [...bySlug.keys()]) ?? "");
  return near === undefined
    ? `the campuses are ${campuses.map(({ name }) => name).join(", ")}`
    : `did you mean ${near.name} (${String(near.id)})?`;
}

/** `Le Havre` → `le-havre`: 42's rows have no slug, its addresses show this one. */
function toSlug(name: string): string {
  return name
    .normalize("NFD")
    .replaceAll(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}
