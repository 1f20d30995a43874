/** The starts of this process whose answers are pending. */
export interface StartLog {
  /** Records that a request of this start was released at this local time. */
  note(start: number, at: number): void;
  /** The start of the request that was sent at this local time, once; undefined when none is known. */
  find(sentAt: number): number | undefined;
}

/** More than are ever in flight; starts whose answers never come are forgotten. */
const most = 256;

export function createStartLog(): StartLog {
  let open: readonly { readonly start: number; readonly at: number }[] = [];
  return {
    note: (start, at) => {
      open = [...open, { start, at }].slice(-most);
    },
    find: (sentAt) => {
      const index = open.findLastIndex(({ at }) => at <= sentAt);
      if (index < 0) return undefined;
      const found = open[index]?.start;
      open = open.toSpliced(index, 1);
      return found;
    },
  };
}
