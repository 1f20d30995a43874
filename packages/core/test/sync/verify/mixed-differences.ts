import { idsOf, randomOf } from "./one-list.js";

/** Two lists of ids that differ. */
export interface TwoLists {
  readonly kind: string;
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  readonly pageSize: number;
  readonly random: () => number;
}

interface Sides {
  readonly ids: readonly number[];
  readonly ours: Set<number>;
  readonly theirs: Set<number>;
  readonly pageSize: number;
  below(end: number): number;
}

const times = (count: number, act: () => void): void => {
  for (let at = 0; at < count; at += 1) act();
};

/** Ways in which two lists come to differ; each takes rows out of one side or the other. */
const kinds: Readonly<Record<string, (sides: Sides) => void>> = {
  "rows anywhere": ({ ids, ours, theirs, below }) => {
    times(below(200), () => ours.delete(ids[below(ids.length)]!));
    times(below(200), () => theirs.delete(ids[below(ids.length)]!));
  },
  "hidden pairs": ({ ids, ours, theirs, below }) =>
    times(below(300), () => [ours.delete(ids[below(ids.length)]!), theirs.delete(ids[below(ids.length)]!)]),
  "a few hidden pairs": ({ ids, ours, theirs, below }) =>
    times(below(12), () => [ours.delete(ids[below(ids.length)]!), theirs.delete(ids[below(ids.length)]!)]),
  "whole blocks": ({ ids, ours, theirs, below }) =>
    times(1 + below(6), () => {
      const [from, count, side] = [below(ids.length), below(1_500), below(2) === 0 ? ours : theirs];
      for (const id of ids.slice(from, from + count)) side.delete(id);
    }),
  "at the edges of pages": ({ ids, ours, theirs, pageSize, below }) =>
    times(below(60), () =>
      (below(2) === 0 ? ours : theirs).delete(
        ids[below(Math.ceil(ids.length / pageSize)) * pageSize + below(3) - 1] ?? ids[0]!,
      ),
    ),
  "numbered anew": ({ ids, ours, theirs, below }) => {
    const [from, to, count] = [below(ids.length), below(ids.length), below(2_500)];
    for (const id of ids.slice(from, from + count)) ours.delete(id);
    for (const id of ids.slice(to, to + count)) theirs.delete(id);
    times(below(200), () => [ours.delete(ids[below(ids.length)]!), theirs.delete(ids[below(ids.length)]!)]);
  },
  "came since, over hidden pairs": ({ ids, ours, theirs, below }) => {
    for (const id of ids.slice(ids.length - below(60))) ours.delete(id);
    times(below(40), () => [ours.delete(ids[below(ids.length)]!), theirs.delete(ids[below(ids.length)]!)]);
  },
  everywhere: ({ ids, ours, theirs, below }) => {
    const share = below(1_000);
    for (const id of ids) if (below(10_000) < share) (below(2) === 0 ? ours : theirs).delete(id);
  },
};

/** Lists that differ in one of these ways, by the seed. */
export function differInSomeWay(seed: number): TwoLists {
  const random = randomOf(seed * 7_919);
  const below = (end: number): number => Math.floor(random() * end);
  const ids = idsOf(1 + below(random() < 0.3 ? 3_000 : 12_000), random);
  const pageSize = random() < 0.2 ? 30 : 100;
  const [ours, theirs] = [new Set(ids), new Set(ids)];
  const [kind, take] = Object.entries(kinds)[below(Object.keys(kinds).length)]!;
  take({ ids, ours, theirs, pageSize, below });
  return { kind, ours: [...ours], theirs: [...theirs], pageSize, random };
}
