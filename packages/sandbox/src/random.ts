/** A seeded source of numbers: the same seed gives the same world on every machine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number, both ends included. */
  int(min: number, max: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the list, which must not be empty. */
  pick<T>(list: readonly T[]): T;
  /** A whole number whose mean is `expected`. */
  count(expected: number): number;
}

/** Mixes two numbers into 32 bits, for values that look random but stay the same for a row. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  h ^= h >>> 12;
  h = Math.imul(h, 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

/** `length` hexadecimal digits that only depend on the two numbers. */
export function hexOf(a: number, b: number, length: number): string {
  let text = "";
  for (let i = 0; text.length < length; i++)
    text += mix(a + i * 7919, b)
      .toString(16)
      .padStart(8, "0");
  return text.slice(0, length);
}

/** A generator of the sfc32 family: small, fast, and good enough for a simulated school. */
export function createRandom(seed: number): Random {
  let a = mix(seed, 1) | 0;
  let b = mix(seed, 2) | 0;
  let c = mix(seed, 3) | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => {
      if (list.length === 0) throw new RangeError("pick: the list is empty");
      // The index is in range, so the element is a T even when T may be undefined.
      return list[int(0, list.length - 1)] as (typeof list)[number];
    },
    count: (expected) => Math.floor(expected + next()),
  };
}
