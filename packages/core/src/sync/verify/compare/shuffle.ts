/** The first `most` of the values in a random order, each order equally likely. @default all of them */
export function shuffle<T>(values: readonly T[], random: () => number, most = values.length): readonly T[] {
  const pool = [...values];
  const wanted = Math.min(most, pool.length);
  for (let at = 0; at < wanted; at += 1) {
    const other = at + Math.floor(random() * (pool.length - at));
    const [here, there] = [pool[at], pool[other]];
    if (here !== undefined && there !== undefined) [pool[at], pool[other]] = [there, here];
  }
  return pool.slice(0, wanted);
}
