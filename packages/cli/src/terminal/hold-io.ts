import type { Io } from "./io.js";

/** An output that keeps everything, in order, until it is released or dropped. */
export interface HeldIo {
  readonly io: Io;
  /** Writes all of it; from here on everything is written immediately. */
  release(): void;
  /** Forgets all of it. */
  drop(): void;
}

export function holdIo(io: Io): HeldIo {
  let kept: (() => void)[] | undefined = [];
  const keep = (write: () => void): void => {
    if (kept === undefined) write();
    else kept.push(write);
  };
  return {
    io: {
      ...io,
      get columns() {
        return io.columns;
      },
      out: (text) => {
        keep(() => {
          io.out(text);
        });
      },
      log: (entry) => {
        keep(() => {
          io.log(entry);
        });
      },
    },
    release: () => {
      const all = kept ?? [];
      kept = undefined;
      for (const write of all) write();
    },
    drop: () => {
      kept = [];
    },
  };
}
