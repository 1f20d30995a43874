import { closest, distance } from "fastest-levenshtein";

/** The nearest of the known words; undefined when none is near enough. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const plain = word.toLowerCase();
  const byPlain = new Map(known.map((name) => [name.toLowerCase(), name]));
  // An unambiguous beginning wins: by letters, `incr` is nearer to `init`.
  const begun = plain.length < 3 ? [] : [...byPlain.keys()].filter((name) => name.startsWith(plain));
  if (begun.length === 1) return byPlain.get(begun[0] ?? "");
  const found = closest(plain, [...byPlain.keys()]);
  const far = distance(plain, found);
  // A beginning counts as near: `inc` for `incremental`.
  if (far > Math.max(2, Math.floor(found.length / 3)) && !(plain.length >= 3 && found.startsWith(plain)))
    return prefixed(plain, byPlain);
  return byPlain.get(found);
}

function prefixed(word: string, byPlain: ReadonlyMap<string, string>): string | undefined {
  if (word.length < 3) return undefined;
  for (const [plain, name] of byPlain) if (plain.startsWith(word)) return name;
  return undefined;
}

/** `did you mean projects_users?`, or the whole list. */
export function didYouMean(word: string, known: readonly string[], otherwise: string): string {
  const found = nearest(word, known);
  return found === undefined ? otherwise : `did you mean ${found}?`;
}
