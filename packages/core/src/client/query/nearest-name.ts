/** The name that was probably meant, or undefined when none is close. */
export function nearestName(wanted: string, names: readonly string[]): string | undefined {
  const word = wanted.toLowerCase();
  const known = names.map((name) => ({ name, lower: name.toLowerCase() }));
  const prefixed = word.length < 3 ? [] : known.filter(({ lower }) => lower.startsWith(word));
  // A prefix of a single name means that name: `incr` is closer to `init` by its letters.
  if (prefixed.length === 1) return prefixed[0]?.name;
  let nearest: { readonly name: string; readonly lower: string } | undefined;
  let least = Infinity;
  for (const one of known) {
    const distance = editDistance(word, one.lower);
    if (distance >= least) continue;
    least = distance;
    nearest = one;
  }
  if (nearest === undefined) return undefined;
  const isClose = least <= Math.max(2, Math.floor(nearest.lower.length / 3));
  return isClose || prefixed.includes(nearest) ? nearest.name : prefixed[0]?.name;
}

/** Letters to insert, remove or replace (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
