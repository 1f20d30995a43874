import type { AnyTable } from "../../resource/index.js";
import type { Coverage, Verified } from "./ids.js";
import type { ResumePoint } from "./passes.js";

/** Up to where a table is known complete, and since when. */
export interface Watermark {
  /** Up to where the table is complete, ISO, by the server's clock. */
  readonly watermark: string;
  /** When the last complete pass was stored, ISO, by the store's clock. */
  readonly completedAt: string;
}

/**
 * Up to where each (table, scope) is complete, where unfinished passes stand, and when silent rows were last
 * read. Written by `PageWriter.commit`.
 */
export interface Watermarks {
  watermark(table: AnyTable, scope: string): Promise<Watermark | undefined>;
  resumePoint(table: AnyTable, scope: string): Promise<ResumePoint | undefined>;
  /**
   * Which owners' rows were read whole, and when; ascending, without overlap. Those of owners outside of the
   * ranges never were.
   */
  coverage(table: AnyTable, scope: string): Promise<readonly Coverage[]>;
  /**
   * Which owners' rows had a turn in a comparison with 42, and when; of a table that is one list, all ids. What
   * was compared is ascending and without overlap, and so is what failed.
   */
  verified(table: AnyTable, scope: string): Promise<readonly Verified[]>;
}
