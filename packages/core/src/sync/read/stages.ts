import { scopeKey, windowOf, type AnyTable, type Scope } from "../../resource/index.js";
import { ascending } from "../ids/id-ranges.js";
import { allToReread, isWhole, rereadsOwners, type PlannedPass } from "../plan/planned-pass.js";
import type { Counts } from "../ports/index.js";
import type { EngineQuery } from "../sources/page-source.js";

/** A part of a pass: one list, or the same rows asked for by the ids of their owners. */
export interface Stage {
  readonly query: EngineQuery;
  /** The filter that takes owners' ids, where rows can be asked for by owner. */
  readonly by: string | undefined;
  /** Owners to ask by; undefined when only the list says who they are. */
  readonly ids: (() => Promise<readonly number[]>) | undefined;
  /** Whether the list may be read at all; if not, only the ids are asked for. */
  readonly list: boolean;
  readonly mayEnter: (item: unknown) => boolean;
  /** Whether it reads the rows of the owners to re-read. */
  readonly rereads?: boolean;
  /**
   * Whether it reads everything that is stored of its list or of its owners: what is stored and not received
   * is confirmed by id.
   */
  readonly whole?: boolean;
}

export interface StageInput {
  readonly pass: PlannedPass;
  readonly scope: Scope;
  readonly until: Date | null;
  readonly counts: Counts;
  /** Whether an id was received in an earlier stage of the pass. */
  readonly hasCome: (id: number) => boolean;
}

/**
 * The stages of a pass.
 *
 * Rows of owners are read by the list or by owners, whichever is fewer hits. Then, unless the pass is full
 * from scratch, the rows of the owners to re-read follow, however old those rows are: owners that entered
 * since the table was begun, that moved what it follows, or that are gone.
 *
 * The owners themselves (`users`) may enter by their scope's list only. Those that are stored but no longer in
 * that list are asked for by id, without the filters that can change, so that becoming alumni or leaving the
 * campus is noticed. A refresh reads the rows of its slice of owners.
 */
export function stagesOf(input: StageInput): readonly Stage[] {
  const { pass, scope, counts } = input;
  const { table } = pass;
  const window = windowOf(table);
  const range =
    window === undefined || pass.since === null || input.until === null
      ? {}
      : { range: { [window.by]: [pass.since, input.until] as const } };
  const listed: EngineQuery = { ...table.list(scope), ...range };
  const stable: EngineQuery = { ...table.stableList(scope), ...range };
  const enters = (item: unknown): boolean => table.enters(item, scope);
  const first: Stage = {
    query: pass.kind === "window" ? stable : listed,
    by: undefined,
    ids: undefined,
    list: pass.endpoint.onlyUnder === undefined,
    mayEnter: enters,
    whole: seesGone(pass),
  };
  if (table.askBy === undefined) return [first];
  const by = table.askBy.filter;
  const isOwner = table.askBy.table === table.name;
  if (pass.kind === "refresh") {
    const ids = (): Promise<readonly number[]> => Promise.resolve((pass.slice ?? []).flat());
    return [
      {
        query: isOwner ? {} : table.list(scope),
        by,
        ids,
        list: false,
        mayEnter: isOwner ? () => false : enters,
        whole: true,
      },
    ];
  }
  if (!isOwner) {
    const owners = pass.owners;
    const main: Stage = {
      ...first,
      by,
      ids: owners === undefined ? undefined : () => ownersOf(input, owners, first.whole === true),
    };
    const reread: Stage = {
      query: table.list(scope),
      by,
      ids: async () => allToReread(await counts.ownersToReread(table, scopeKey(scope))),
      list: false,
      rereads: true,
      mayEnter: enters,
      whole: true,
    };
    return rereadsOwners(pass) ? [main, reread] : [main];
  }
  if (pass.kind === "full" || !table.entersByList(scope)) return [first];
  const unlisted = async (): Promise<readonly number[]> =>
    (await counts.ids(table)).filter((id) => !input.hasCome(id));
  return [
    { ...first, query: listed },
    { query: stable, by, ids: unlisted, list: true, mayEnter: () => false },
  ];
}

/**
 * Whether what is stored and not received may be gone: an unbroken pass over the whole list, of a table that
 * was filled before.
 */
function seesGone(pass: PlannedPass): boolean {
  return isWhole(pass) && pass.keepsState && pass.watermarkBefore !== null;
}

/** The owners to ask by: those that are stored and, when looking for gone rows, those that are gone themselves. */
async function ownersOf(
  { counts, pass: { table }, scope }: StageInput,
  owners: AnyTable,
  whole: boolean,
): Promise<readonly number[]> {
  const ids = await counts.ids(owners);
  if (!whole) return ids;
  const { gone } = await counts.ownersToReread(table, scopeKey(scope));
  return gone.length === 0 ? ids : ascending([...ids, ...gone]);
}
