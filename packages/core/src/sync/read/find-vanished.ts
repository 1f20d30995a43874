import type { AnyTable } from "../../resource/index.js";
import { createIdSet, type IdSet } from "./id-set.js";
import type { Counts } from "../ports/index.js";
import type { How } from "../report/report.js";
import type { EnginePage } from "../sources/page-source.js";
import type { Stage } from "./stages.js";

/** What a stage has found out about the rows that it reads whole. */
export interface VanishedTracker {
  /** Ids that came. */
  readonly came: IdSet;
  /** Takes a page in. Answers the owners whose rows are all read now, and were all there. */
  after(page: EnginePage, how: How): Promise<readonly number[]>;
  /** Ids that are stored and did not come although everything of their owners, or of the list, was read. */
  readonly suspects: readonly number[];
  /** Owners who are through but for their suspects. */
  readonly held: readonly number[];
}

export interface TrackVanishedInput {
  readonly table: AnyTable;
  readonly stage: Stage;
  /** The owners that the stage asks by; undefined where only the list tells who they are. */
  readonly owners: readonly number[] | undefined;
  readonly counts: Pick<Counts, "ids">;
}

/**
 * Watches one stage of a pass. A stage that is not whole has no suspects: what does not come may just not
 * have changed.
 */
export function trackVanished({ table, stage, owners, counts }: TrackVanishedInput): VanishedTracker {
  const came = createIdSet();
  const suspects: number[] = [];
  const held: number[] = [];
  let remaining = owners ?? [];

  const unseen = async (through?: readonly number[]): Promise<readonly number[]> => {
    if (through?.length === 0) return [];
    const stored = await counts.ids(
      table,
      through === undefined || stage.by === undefined ? [] : [{ column: stage.by, in: through }],
    );
    return stored.filter((id) => !came.has(id));
  };

  return {
    came,
    suspects,
    held,
    after: async (page, how) => {
      for (const id of idsOf(page.items)) came.add(id);
      for (const { id } of page.invalidItems) if (typeof id === "number") came.add(id);
      if (how === "list") {
        if (page.resume === null && stage.whole === true) suspects.push(...(await unseen()));
        return [];
      }
      if (stage.whole !== true) return [];
      const through = remaining.filter((owner) => page.resume === null || !isRemaining(page, owner));
      if (through.length > 0)
        remaining = remaining.filter((owner) => page.resume !== null && isRemaining(page, owner));
      const missed = await unseen(through);
      suspects.push(...missed);
      if (missed.length > 0) held.push(...through);
      return missed.length > 0 ? [] : through;
    },
  };
}

/** Whether rows of this owner may come on later pages. */
function isRemaining({ remaining }: EnginePage, owner: number): boolean {
  return remaining === null || remaining.some(([first, last]) => owner >= first && owner <= last);
}

/** The numeric ids of items. */
export function idsOf(items: readonly unknown[]): readonly number[] {
  return items.flatMap((item) =>
    typeof item === "object" && item !== null && "id" in item && typeof item.id === "number" && item.id >= 0
      ? [item.id]
      : [],
  );
}
