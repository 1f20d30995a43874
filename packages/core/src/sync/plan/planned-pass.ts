import type { AnyEndpoint, AnyTable, Scope } from "../../resource/index.js";
import type { OwnersToReread, PassKind, ResumePoint } from "../ports/index.js";
import { isOwned } from "./related-tables.js";

/** A table together with the endpoint that fills it. */
export interface Mirrored {
  readonly table: AnyTable;
  readonly endpoint: AnyEndpoint;
}

/** One pass to make, or to skip, and why. */
export interface PlannedPass extends Mirrored {
  /** The table of the owners that the rows can be asked by, or of the people that they belong to. */
  readonly owners: AnyTable | undefined;
  readonly kind: PassKind;
  /** Why the pass is of its kind, or why it is skipped; for people. */
  readonly kindReason: string;
  /**
   * `kindReason`, and the owners to re-read as far as they are known when the plan is made; earlier passes of
   * the run may add to them.
   */
  readonly reason: string;
  readonly skip: boolean;
  /** Start of the window, margin included; null for a full pass. */
  readonly since: Date | null;
  /** End of the window; null means the server's clock when the pass begins. */
  readonly until: Date | null;
  readonly resume: ResumePoint | undefined;
  readonly watermarkBefore: string | null;
  /**
   * False for the caller's own window, a refresh and a pass for missing parents: they leave watermark and
   * resume point alone.
   */
  readonly keepsState: boolean;
  /**
   * The owners whose rows a refresh reads again, ascending, in runs of those that are neighbours among all
   * owners.
   */
  readonly slice?: readonly (readonly number[])[];
}

/** Ordered passes: parents before children. */
export interface Plan {
  readonly name: string;
  readonly scope: Scope;
  readonly passes: readonly PlannedPass[];
}

/** Whether a pass reads everything from scratch, so that no owner was added while it ran. */
export function isWhole(pass: PlannedPass): boolean {
  return pass.kind === "full" && pass.resume === undefined;
}

/**
 * Whether a pass reads everything that 42 has of its resource in one go, not only what is in scope: what it
 * does not receive does not exist.
 */
export function isWholeList(pass: PlannedPass, scope: Scope): boolean {
  return isWhole(pass) && !pass.skip && Object.keys(pass.table.list(scope)).length === 0;
}

/** Whether a pass ends with the owners to re-read. */
export function rereadsOwners(pass: PlannedPass): boolean {
  return pass.keepsState && !isWhole(pass) && isOwned(pass);
}

/** All owners to re-read, ascending. */
export function allToReread({ entered, followed, gone }: OwnersToReread): readonly number[] {
  return [...entered, ...followed, ...gone].sort((a, b) => a - b);
}

/**
 * The owners to re-read, as the end of a reason: `, and all of those who entered (2) and whose projects moved
 * (37)`; empty when there are none.
 */
export function describeToReread(table: AnyTable, { entered, followed, gone }: OwnersToReread): string {
  const groups = [
    ...(entered.length === 0 ? [] : [`who entered (${String(entered.length)})`]),
    ...(followed.length === 0 ? [] : [`${table.follows?.label ?? "who moved"} (${String(followed.length)})`]),
    ...(gone.length === 0 ? [] : [`who are gone (${String(gone.length)})`]),
  ];
  return groups.length === 0 ? "" : `, and all of those ${groups.join(" and ")}`;
}
