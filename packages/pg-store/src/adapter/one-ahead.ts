import { addCounts } from "@42sync/core/internal";
import { noRows, type RowCounts } from "@42sync/core/sync";

/** A page that waits for nothing but the database. */
export interface ReadyPage {
  /** @param onSent called when its rows are on their way to the database */
  write(onSent?: () => void): Promise<RowCounts>;
}

/** Pages that are written one after the other. */
export interface Writes {
  /**
   * Begins to write a page, after the one before, whose error it throws. It is back when the next one may be
   * made ready.
   */
  add(page: ReadyPage): Promise<void>;
  /** Waits for the last page, whatever becomes of it. */
  idle(): Promise<void>;
  /** Waits for the last page, and throws its error. */
  counts(): Promise<RowCounts>;
}

/**
 * @param ahead whether a page may be made ready while the one before is written: the process works while the
 * server does
 */
export function createWrites(ahead: boolean): Writes {
  let counts = noRows;
  let last: Promise<void> = Promise.resolve();
  const write = async (page: ReadyPage, onSent: () => void): Promise<void> => {
    counts = addCounts(counts, await page.write(onSent));
  };
  const idle = (): Promise<void> => last.catch(() => undefined);
  return {
    add: async (page) => {
      await last;
      const sent = new Promise<void>((resolve) => {
        last = write(page, resolve);
      });
      // Whoever waits for the page gets its error.
      await (ahead ? Promise.race([sent, idle()]) : last);
    },
    idle,
    counts: async () => {
      await last;
      return counts;
    },
  };
}
