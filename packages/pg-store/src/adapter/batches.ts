/** How what comes is grouped. */
export interface Batching<T, R> {
  /** Rows a batch. */
  readonly size: number;
  /** About how many bytes of values a batch; a single row may be larger. */
  readonly bytes: number;
  /** What each one becomes in its batch. */
  readonly map: (one: T) => R;
  readonly weigh: (mapped: R) => number;
}

/** Groups what comes, by number and by weight. */
export async function* inBatches<T, R>(
  source: AsyncIterable<T> | Iterable<T>,
  batching: Batching<T, R>,
): AsyncGenerator<readonly R[], void, void> {
  const open = openBatch(batching);
  if (Symbol.asyncIterator in source) {
    for await (const one of source) if (open.add(one)) yield* open.closed();
  } else {
    // Not with `for await`, which waits three turns for each row although it is there.
    for (const one of source) if (open.add(one)) yield* open.closed();
  }
  yield* open.last();
}

interface OpenBatch<T, R> {
  /** @returns whether a batch was closed by it */
  add(one: T): boolean;
  /** Batches that were closed and not handed out yet. */
  closed(): readonly (readonly R[])[];
  /** What is left when nothing more comes. */
  last(): readonly (readonly R[])[];
}

function openBatch<T, R>({ size, bytes, map, weigh }: Batching<T, R>): OpenBatch<T, R> {
  let closed: (readonly R[])[] = [];
  let batch: R[] = [];
  let weight = 0;
  const close = (): void => {
    if (batch.length > 0) closed.push(batch);
    batch = [];
    weight = 0;
  };
  const take = (): readonly (readonly R[])[] => {
    const taken = closed;
    closed = [];
    return taken;
  };
  return {
    add: (one) => {
      const mapped = map(one);
      const more = weigh(mapped);
      if (weight + more > bytes) close();
      batch.push(mapped);
      weight += more;
      if (batch.length >= size) close();
      return closed.length > 0;
    },
    closed: take,
    last: () => {
      close();
      return take();
    },
  };
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
