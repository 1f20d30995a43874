import type { ResumePoint, RowCounts } from "@42sync/core/sync";

/** A table as it is stored. */
export interface StoredTable {
  /** Of each row that is not gone its owner's id, by its own; null where the table has no owners. */
  readonly rows: ReadonlyMap<number, number | null>;
  /** How many are marked as gone. */
  readonly gone: number;
  /** Ids that wait in the quarantine. */
  readonly waiting: ReadonlySet<number>;
  /**
   * What each row holds, by its id, those that are gone among them; without what it repeats of its owner,
   * which is written with the owner.
   */
  readonly contents: ReadonlyMap<number, string>;
}

/** A pass as the ledger has it. */
export interface StoredPass {
  readonly table: string;
  readonly rows: RowCounts;
  /** Whether nobody has closed it: the one in hand when the run was killed. */
  readonly open: boolean;
  /** Whether it keeps a resume point and moves the watermark. */
  readonly keepsState: boolean;
}

/** A copy between two runs. */
export interface StoredCopy {
  readonly tables: ReadonlyMap<string, StoredTable>;
  /** Of all runs, in their order. */
  readonly passes: readonly StoredPass[];
  readonly points: ReadonlyMap<string, ResumePoint>;
  readonly watermarks: ReadonlyMap<string, string | undefined>;
}

export interface Killed {
  readonly before: StoredCopy;
  readonly after: StoredCopy;
  /** What an undisturbed run leaves; 42 stands still meanwhile. */
  readonly whole: StoredCopy;
}

/**
 * What a page that was stored in part would leave: rows that no pass has counted, a pass that stored rows and
 * does not say where it is, rows on the wrong side of the resume point.
 */
export function wrongIfHalfWritten({ before, after, whole }: Killed): readonly string[] {
  const open = after.passes.at(-1);
  return [
    ...wrongSums(after),
    ...wrongChanges({ before, after }),
    ...(open?.open === true && open.keepsState ? wrongPlace(open, { before, after, whole }) : []),
  ];
}

/**
 * Every row was inserted by a pass of its table, or came out of the quarantine by a pass of its parent's;
 * every row that is gone was marked by a pass of its table.
 */
function wrongSums({ tables, passes }: StoredCopy): readonly string[] {
  const sum = (of: (rows: RowCounts) => number, table?: string): number =>
    passes
      .filter((pass) => table === undefined || pass.table === table)
      .reduce((all, { rows }) => all + of(rows), 0);
  const wrong: string[] = [];
  let beyond = 0;
  for (const [name, { rows, gone }] of tables) {
    const [inserted, deleted] = [
      sum((counts) => counts.inserted, name),
      sum((counts) => counts.deleted, name),
    ];
    beyond += rows.size + gone - inserted;
    if (rows.size + gone < inserted)
      wrong.push(`${name} has ${String(rows.size + gone)} rows, and its passes inserted ${String(inserted)}`);
    if (gone !== deleted)
      wrong.push(`${name} has ${String(gone)} rows that are gone, and its passes marked ${String(deleted)}`);
  }
  const released = sum((counts) => counts.released);
  if (beyond !== released)
    wrong.push(
      `the tables have ${String(beyond)} rows more than the passes inserted, and ` +
        `${String(released)} came out of the quarantine`,
    );
  return wrong;
}

/**
 * What the run changed and quarantined is what its passes counted. A row changes once, as 42 stands still. Of
 * what a pass quarantines it counts also what was quarantined before, and what came in two stages of it, so that
 * only the run that fills the copy must have counted no more than there is.
 */
function wrongChanges({ before, after }: Pick<Killed, "before" | "after">): readonly string[] {
  const run = after.passes.slice(before.passes.length);
  const sum = (of: (rows: RowCounts) => number, table?: string): number =>
    run
      .filter((pass) => table === undefined || pass.table === table)
      .reduce((all, { rows }) => all + of(rows), 0);
  const wrong: string[] = [];
  let put = 0;
  for (const [name, { contents, waiting }] of after.tables) {
    const had = before.tables.get(name);
    const changed = [...(had?.contents ?? [])].filter(([id, content]) => contents.get(id) !== content).length;
    const counted = sum((counts) => counts.updated + counts.deleted, name);
    if (changed !== counted)
      wrong.push(
        `${name} has ${String(changed)} rows that changed, and its passes changed ${String(counted)}`,
      );
    const waitingNow = [...waiting].filter((id) => had?.waiting.has(id) !== true).length;
    const quarantined = sum((counts) => counts.quarantined, name);
    if (waitingNow > quarantined)
      wrong.push(
        `${name} has ${String(waitingNow)} newly quarantined rows, its passes counted ${String(quarantined)}`,
      );
    put += waitingNow;
  }
  const [quarantined, released] = [sum((counts) => counts.quarantined), sum((counts) => counts.released)];
  if (before.passes.length === 0 && quarantined > put + released)
    wrong.push(
      `the passes quarantined ${String(quarantined)} rows: ` +
        `${String(put)} are in quarantine, ${String(released)} were released`,
    );
  return wrong;
}

/** The pass in hand stands where its rows end. */
function wrongPlace({ table, rows }: StoredPass, { before, after, whole }: Killed): readonly string[] {
  const point = after.points.get(table);
  const counted = Object.values(rows).some((count: number) => count > 0);
  if (point === undefined) {
    const moved = before.watermarks.get(table) !== after.watermarks.get(table);
    return counted && !moved
      ? [`the pass of ${table} stored rows, and has neither a resume point nor moved its watermark`]
      : [];
  }
  const isUnread = unreadBy(point);
  const [had, has, shall] = [before.tables.get(table), after.tables.get(table), whole.tables.get(table)];
  if (isUnread === undefined || has === undefined) return [];
  const early = [...has.rows]
    .filter(([id, owner]) => had?.rows.has(id) !== true && isUnread(id, owner))
    .map(([id]) => id);
  // Only a table that was empty says which rows the pass has read: all that are here.
  const lost =
    (had?.rows.size ?? 0) > 0
      ? []
      : [...(shall?.rows ?? [])]
          .filter(([id, owner]) => !has.rows.has(id) && !has.waiting.has(id) && !isUnread(id, owner))
          .map(([id]) => id);
  return [
    ...(early.length === 0 ? [] : [`${table} has rows ahead of its resume point: ${early.join(", ")}`]),
    ...(lost.length === 0 ? [] : [`${table} lacks rows behind its resume point: ${lost.join(", ")}`]),
  ];
}

/**
 * Whether a row is still to be read, by a resume point in the first stage of a pass; undefined in another
 * stage, and of a traversal that goes by page numbers.
 */
function unreadBy({ state }: ResumePoint): ((id: number, owner: number | null) => boolean) | undefined {
  const { stage, inner } = state as {
    readonly stage: number;
    readonly inner: { readonly kind: string; readonly spans: readonly (readonly number[])[] } | null;
  }; // as the engine writes it
  if (stage !== 0 || inner === null) return undefined;
  if (inner.kind === "keyset")
    return (id) => inner.spans.some(([from = 0, to = Infinity]) => id >= from && id <= to);
  if (inner.kind !== "ids") return undefined;
  return (id, owner) =>
    owner !== null &&
    inner.spans.some(
      ([first = 0, last = Infinity, from = 0]) => owner >= first && owner <= last && id >= from,
    );
}
