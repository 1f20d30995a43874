import type { AnyTable } from "../../resource/index.js";
import { createIdSet, type IdSet } from "../ids/id-set.js";
import { idsOnPage } from "../ids/item-ids.js";
import type { Counts } from "../ports/index.js";
import type { How } from "../report/report.js";
import type { EnginePage } from "../sources/page-source.js";
import type { Stage } from "./stages.js";

/** What a stage has found out about the rows that it reads in full. */
export interface VanishedTracker {
  /** Ids that were received. */
  readonly received: IdSet;
  /** Takes in a page. Returns the owners whose rows are all read now, and were all received. */
  after(page: EnginePage, how: How): Promise<readonly number[]>;
  /** Ids that are stored and were not received, although all rows of their owners, or the list, were read. */
  readonly suspects: readonly number[];
  /** Owners whose rows are all read, with suspects among them. */
  readonly ownersOfSuspects: readonly number[];
}

export interface TrackVanishedInput {
  readonly table: AnyTable;
  readonly stage: Stage;
  /** The owners that the stage asks by; undefined where only the list says who they are. */
  readonly owners: readonly number[] | undefined;
  readonly counts: Pick<Counts, "ids">;
}

/**
 * Tracks the rows that one stage of a pass receives. A stage that is not whole has no suspects: a row that it
 * does not receive may just not have changed.
 */
export function trackVanished({ table, stage, owners, counts }: TrackVanishedInput): VanishedTracker {
  const received = createIdSet();
  const suspects: number[] = [];
  const ownersOfSuspects: number[] = [];
  let remaining = owners ?? [];

  const notReceived = async (of?: readonly number[]): Promise<readonly number[]> => {
    if (of?.length === 0) return [];
    const stored = await counts.ids(
      table,
      of === undefined || stage.by === undefined ? [] : [{ column: stage.by, in: of }],
    );
    return stored.filter((id) => !received.has(id));
  };

  return {
    received,
    suspects,
    ownersOfSuspects,
    after: async (page, how) => {
      for (const id of idsOnPage(page)) received.add(id);
      if (how === "list") {
        if (page.resume === null && stage.whole === true) suspects.push(...(await notReceived()));
        return [];
      }
      if (stage.whole !== true) return [];
      const complete = remaining.filter((owner) => page.resume === null || !isRemaining(page, owner));
      if (complete.length > 0)
        remaining = remaining.filter((owner) => page.resume !== null && isRemaining(page, owner));
      const missed = await notReceived(complete);
      suspects.push(...missed);
      if (missed.length > 0) ownersOfSuspects.push(...complete);
      return missed.length > 0 ? [] : complete;
    },
  };
}

/** Whether rows of this owner may come on later pages. */
function isRemaining({ remaining }: EnginePage, owner: number): boolean {
  return remaining === null || remaining.some(([first, last]) => owner >= first && owner <= last);
}
