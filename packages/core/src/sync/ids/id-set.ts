/**
 * A set of ids that stays small: a bit an id, in blocks of 65,536, so that two million ids of a table take
 * less than a megabyte.
 */
export interface IdSet {
  add(id: number): void;
  has(id: number): boolean;
}

const blockBits = 16;
const blockIds = 2 ** blockBits;

/** An empty set; ids are whole numbers of 0 or more. */
export function createIdSet(): IdSet {
  const blocks = new Map<number, Uint8Array>();
  const blockOf = (id: number): number => Math.floor(id / blockIds);
  return {
    add: (id) => {
      const number = blockOf(id);
      const block = blocks.get(number) ?? new Uint8Array(blockIds / 8);
      blocks.set(number, block);
      const at = id % blockIds;
      block[at >> 3] = (block[at >> 3] ?? 0) | (1 << (at & 7));
    },
    has: (id) => {
      const at = id % blockIds;
      return ((blocks.get(blockOf(id))?.[at >> 3] ?? 0) & (1 << (at & 7))) !== 0;
    },
  };
}
