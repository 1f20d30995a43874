import { scopeKey, windowOf, type AnyTable, type Scope } from "../../resource/index.js";
import type { PlannedPass } from "../plan/plan.js";
import type { Counts, OwnersToReread } from "../ports/index.js";
import type { EngineQuery } from "../sources/page-source.js";

/** A part of a pass: one list, or the same rows asked for by the ids of their owners. */
export interface Stage {
  readonly query: EngineQuery;
  /** The filter that takes owners' ids, where the rows can be asked for so. */
  readonly by: string | undefined;
  /** Owners to ask by; undefined when only the list tells who they are. */
  readonly ids: (() => Promise<readonly number[]>) | undefined;
  /** Whether the list may be read at all; if not, only the ids are asked for. */
  readonly list: boolean;
  readonly mayEnter: (item: unknown) => boolean;
  /** Whether it reads the rows of the owners who are due; they are due no more once theirs are stored. */
  readonly ownersToReread?: boolean;
  /**
   * Whether it reads everything that is stored of its list or of its owners: what is stored and does not come
   * is asked for by id.
   */
  readonly whole?: boolean;
}

/** Whether a pass reads everything from its beginning on: nobody can have entered behind its back. */
export function isWhole(pass: PlannedPass): boolean {
  return pass.kind === "full" && pass.resume === undefined;
}

/**
 * Whether a pass reads everything that 42 has of its resource, in one go, and not only what is of the scope:
 * what it does not show is not there.
 */
export function isWholeList(pass: PlannedPass, scope: Scope): boolean {
  return isWhole(pass) && !pass.skip && Object.keys(pass.table.list(scope)).length === 0;
}

/** Whether a pass ends with the owners who are due. */
export function rereadsOwners(pass: PlannedPass): boolean {
  return (
    pass.keepsState &&
    !isWhole(pass) &&
    pass.table.askBy !== undefined &&
    pass.table.askBy.table !== pass.table.name
  );
}

/** Everybody who is due, ascending. */
export function allToReread({ entered, followed, gone }: OwnersToReread): readonly number[] {
  return [...entered, ...followed, ...gone].sort((a, b) => a - b);
}

/**
 * Who is due, as the end of a reason: `, and all of those who entered (2) and whose projects moved (37)`;
 * empty when nobody is.
 */
export function describeToReread(table: AnyTable, { entered, followed, gone }: OwnersToReread): string {
  const groups = [
    ...(entered.length === 0 ? [] : [`who entered (${String(entered.length)})`]),
    ...(followed.length === 0 ? [] : [`${table.follows?.label ?? "who moved"} (${String(followed.length)})`]),
    ...(gone.length === 0 ? [] : [`who are gone (${String(gone.length)})`]),
  ];
  return groups.length === 0 ? "" : `, and all of those ${groups.join(" and ")}`;
}

export interface StageInput {
  readonly pass: PlannedPass;
  readonly scope: Scope;
  readonly until: Date | null;
  readonly counts: Counts;
  /** Whether an id came in an earlier stage of the pass. */
  readonly hasCome: (id: number) => boolean;
}

/**
 * The stages of a pass.
 *
 * Rows of owners are read by the list, or by owners, whichever is fewer hits; then, unless the pass is full
 * from its beginning, the rows of the owners who are due (who entered since the table was begun, moved what
 * it follows, or are gone), however old these rows are. The owners themselves (`users`) may enter by their
 * scope's list only; who is known but no longer in that list is asked for by id, without the filters that can
 * change, so that becoming alumni or leaving the campus is seen. A refresh reads the rows of its slice of
 * owners.
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
    const ownersToReread: Stage = {
      query: table.list(scope),
      by,
      ids: async () => allToReread(await counts.ownersToReread(table, scopeKey(scope))),
      list: false,
      ownersToReread: true,
      mayEnter: enters,
      whole: true,
    };
    return rereadsOwners(pass) ? [main, ownersToReread] : [main];
  }
  if (pass.kind === "full" || !table.entersByList(scope)) return [first];
  const unseen = async (): Promise<readonly number[]> =>
    (await counts.ids(table)).filter((id) => !input.hasCome(id));
  return [
    { ...first, query: listed },
    { query: stable, by, ids: unseen, list: true, mayEnter: () => false },
  ];
}

/**
 * Whether what is stored and does not come may be gone: an unbroken pass over the whole list, of a table that
 * was filled before.
 */
function seesGone(pass: PlannedPass): boolean {
  return isWhole(pass) && pass.keepsState && pass.watermarkBefore !== null;
}

/**
 * The owners to ask by: those who are there and, where rows that are gone are looked for, those who are gone
 * themselves.
 */
async function ownersOf(
  { counts, pass: { table }, scope }: StageInput,
  owners: AnyTable,
  whole: boolean,
): Promise<readonly number[]> {
  const ids = await counts.ids(owners);
  if (!whole) return ids;
  const { gone } = await counts.ownersToReread(table, scopeKey(scope));
  return gone.length === 0 ? ids : [...new Set([...ids, ...gone])].sort((a, b) => a - b);
}
