import type { AnyTable } from "../../resource/index.js";
import type { Coverage } from "./ids.js";
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
   * Which owners' rows were read whole, and when; ascending, without overlap. Owners outside of the ranges
   * never were.
   */
  coverage(table: AnyTable, scope: string): Promise<readonly Coverage[]>;
  /**
   * Which owners' rows were compared with 42, and when; ascending, without overlap. Of a table that is one
   * list, all ids.
   */
  verified(table: AnyTable, scope: string): Promise<readonly Coverage[]>;
}
