import type { Io } from "./io.js";
import type { Log } from "./log-io.js";

/** An output that keeps what it is told, in its order, until it is let go or dropped. */
export interface HeldIo {
  readonly io: Io;
  /** Says all of it; from here on everything is said at once. */
  release(): void;
  /** Forgets all of it. */
  drop(): void;
}

export function holdIo(io: Io): HeldIo {
  let kept: (() => void)[] | undefined = [];
  const keep = (say: () => void): void => {
    if (kept === undefined) say();
    else kept.push(say);
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
      err: (text) => {
        keep(() => {
          io.err(text);
        });
      },
      ...(io.log === undefined
        ? {}
        : {
            log: (...line: Parameters<Log>) => {
              keep(() => io.log?.(...line));
            },
          }),
    },
    release: () => {
      const all = kept ?? [];
      kept = undefined;
      for (const say of all) say();
    },
    drop: () => {
      kept = [];
    },
  };
}
