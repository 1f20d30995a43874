/** What bounds a batch. */
export interface BatchBounds {
  /** Rows. */
  readonly size: number;
  /** About how many bytes of values; a single row may be larger. */
  readonly bytes: number;
}

/** Groups what comes, by number and by weight. */
export async function* inBatches<T>(source: AsyncIterable<T> | Iterable<T>, bounds: BatchBounds, weigh: (one: T) => number): AsyncGenerator<readonly T[], void, void> {
  let batch: T[] = [];
  let bytes = 0;
  for await (const one of source) {
    const weight = weigh(one);
    if (batch.length > 0 && bytes + weight > bounds.bytes) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(one);
    bytes += weight;
    if (batch.length < bounds.size) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

/** About how many bytes the values of a row take. */
export function weighRow(row: Readonly<Record<string, unknown>>): number {
  let weight = 0;
  for (const value of Object.values(row)) weight += weighValue(value);
  return weight;
}

function weighValue(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 8;
  let weight = 2;
  for (const [key, inner] of Object.entries(value)) weight += key.length + weighValue(inner);
  return weight;
}
