import type { AnyTable, Scope } from "../resource/index.js";
import type { PlannedPass } from "./plan.js";
import type { Counts, DueOwners } from "./ports.js";
import type { EngineQuery } from "./source.js";

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
  readonly due?: boolean;
}

/** Whether a pass reads everything from its beginning on: nobody can have entered behind its back. */
export function isWhole(pass: PlannedPass): boolean {
  return pass.kind === "full" && pass.resume === undefined;
}

/** Whether a pass ends with the owners who are due. */
export function asksDue(pass: PlannedPass): boolean {
  return pass.keepsState && !isWhole(pass) && pass.table.askBy !== undefined && pass.table.askBy.table !== pass.table.name;
}

/** Everybody who is due, ascending. */
export function ownersDue({ entered, followed }: DueOwners): readonly number[] {
  return [...entered, ...followed].sort((a, b) => a - b);
}

/** Who is due, as the end of a reason: `, and all of those who entered (2) and whose projects moved (37)`; empty when nobody is. */
export function tellDue(table: AnyTable, { entered, followed }: DueOwners): string {
  const groups = [
    ...(entered.length === 0 ? [] : [`who entered (${String(entered.length)})`]),
    ...(followed.length === 0 ? [] : [`${table.follows?.says ?? "who moved"} (${String(followed.length)})`]),
  ];
  return groups.length === 0 ? "" : `, and all of those ${groups.join(" and ")}`;
}

export interface StageInput {
  readonly pass: PlannedPass;
  readonly scope: Scope;
  readonly until: Date | null;
  readonly counts: Counts;
  /** Ids that the pass has received so far. */
  readonly seen: ReadonlySet<number>;
}

/**
 * The stages of a pass.
 *
 * Rows of owners are read by the list, or by owners, whichever is fewer hits; then, unless the pass is full from its beginning,
 * the rows of the owners who are due (who entered since the table was begun, or moved what it follows), however old these rows
 * are. The owners themselves (`users`) may enter by their scope's list only, and need a second stage: who is known but no longer in that list is asked for by id,
 * without the filters that can change, so that becoming alumni or leaving the campus is seen.
 */
export function stagesOf(input: StageInput): readonly Stage[] {
  const { pass, scope, counts } = input;
  const { table } = pass;
  const range = pass.since === null || input.until === null ? {} : { range: { updated_at: [pass.since, input.until] as const } };
  const listed: EngineQuery = { ...table.list(scope), ...range };
  const stable: EngineQuery = { ...table.stableList(scope), ...range };
  const enters = (item: unknown): boolean => table.enters(item, scope);
  if (table.askBy === undefined) return [{ query: pass.kind === "window" ? stable : listed, by: undefined, ids: undefined, list: true, mayEnter: enters }];
  const by = table.askBy.filter;
  if (table.askBy.table !== table.name) {
    const owners = pass.owners;
    const ids = owners === undefined ? undefined : () => counts.ids(owners);
    const main: Stage = { query: pass.kind === "window" ? stable : listed, by, ids, list: true, mayEnter: enters };
    const due: Stage = { query: table.list(scope), by, ids: async () => ownersDue(await counts.due(table)), list: false, due: true, mayEnter: enters };
    return asksDue(pass) ? [main, due] : [main];
  }
  if (pass.kind === "window" && !table.entersByList(scope)) return [{ query: stable, by: undefined, ids: undefined, list: true, mayEnter: enters }];
  const first: Stage = { query: listed, by: undefined, ids: undefined, list: true, mayEnter: enters };
  const unseen = async (): Promise<readonly number[]> => (await counts.ids(table)).filter((id) => !input.seen.has(id));
  const second: Stage = { query: stable, by, ids: unseen, list: pass.kind === "window", mayEnter: () => false };
  // The first fill knows nobody yet; a resumed one would ask for everybody again.
  return pass.watermarkBefore === null && pass.keepsState ? [first] : [first, second];
}
