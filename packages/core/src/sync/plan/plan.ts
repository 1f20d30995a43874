import { PlanError } from "../../errors/index.js";
import type { Mirrored } from "../../define-mirror.js";
import { inReferenceOrder, scopeKey, windowOf, type AnyTable, type Scope } from "../../resource/index.js";
import type { Policy } from "./policy.js";
import type { PassKind, ResumePoint, Store } from "../ports/index.js";
import { neededBy } from "./needed-by.js";
import { ownersOf } from "./owners-of.js";
import { planParents } from "./plan-parents.js";
import { planRefresh } from "./plan-refresh.js";
import { rereadsOwners, describeToReread } from "../read/stages.js";

export type { Mirrored };

/** One pass to make, or to skip, and why. */
export interface PlannedPass extends Mirrored {
  /** The table of the owners that the rows can be asked by, or of the people whom they concern. */
  readonly owners: AnyTable | undefined;
  readonly kind: PassKind;
  /** Why the pass is of its kind, or why it is skipped; for people. */
  readonly cause: string;
  /**
   * The cause, and who is due as far as it is known when the plan is made; earlier passes of the run may add
   * to them.
   */
  readonly reason: string;
  readonly skip: boolean;
  /** Beginning of the window, margin included; null for a full pass. */
  readonly since: Date | null;
  /** End of the window; null means the server's clock when the pass begins. */
  readonly until: Date | null;
  readonly resume: ResumePoint | undefined;
  readonly watermarkBefore: string | null;
  /**
   * False for a window of the caller's own, a refresh and a heal: they leave watermark and resume point
   * alone.
   */
  readonly keepsState: boolean;
  /**
   * The owners whose rows a refresh reads again, ascending, in runs of such as are neighbours among all
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

/** What a caller wants of a plan beside its policy. */
export interface PlanOptions {
  /** Only these tables, by name. */
  readonly only?: readonly string[];
  /** Not these tables. */
  readonly except?: readonly string[];
  /** Reads reference lists again however young they are. */
  readonly force?: boolean;
  /** A window of one's own; moves no watermark. `until` defaults to the server's clock. */
  readonly window?: { readonly since: Date; readonly until?: Date };
}

/** What a plan is made from. */
export interface PlanInput {
  readonly policy: Policy;
  readonly mirrored: readonly Mirrored[];
  readonly store: Pick<Store, "watermarks" | "counts">;
  readonly scope: Scope;
  /** The server's clock. */
  readonly now: Date;
  readonly options?: PlanOptions;
}

/**
 * Decides which passes a run makes and of which kind each is, from what the store already holds. Spends no
 * hit.
 *
 * @throws PlanError when a table is unknown, or when its parents are neither in the plan nor filled.
 */
export async function makePlan(input: PlanInput): Promise<Plan> {
  const options = input.options ?? {};
  const chosen = chooseTables(input.mirrored, options);
  const byTable = new Map(input.mirrored.map((mirrored) => [mirrored.table, mirrored]));
  const passes: PlannedPass[] = [];
  for (const table of inReferenceOrder(chosen.map((mirrored) => mirrored.table))) {
    const mirrored = byTable.get(table);
    if (mirrored === undefined) continue;
    await requireParents(input, mirrored.table, passes);
    passes.push(
      options.window === undefined
        ? await planPass(input, mirrored)
        : planOwnWindow(input, mirrored, options.window),
    );
  }
  if (options.window === undefined)
    passes.push(...(await planRefresh(input, passes)), ...planParents(input.mirrored, passes));
  return { name: input.policy.name, scope: input.scope, passes };
}

function chooseTables(mirrored: readonly Mirrored[], options: PlanOptions): readonly Mirrored[] {
  const known = mirrored.map((one) => one.table.name);
  for (const name of [...(options.only ?? []), ...(options.except ?? [])]) {
    if (!known.includes(name))
      throw new PlanError(`there is no table ${name}`, {
        context: { table: name },
        hint: `the tables are ${known.join(", ")}`,
      });
  }
  return mirrored.filter(
    ({ table }) =>
      (options.only === undefined || options.only.includes(table.name)) &&
      options.except?.includes(table.name) !== true,
  );
}

async function requireParents(
  input: PlanInput,
  table: AnyTable,
  before: readonly PlannedPass[],
): Promise<void> {
  for (const parent of neededBy(table)) {
    if (before.some((pass) => pass.table.name === parent && !pass.skip)) continue;
    const held = input.mirrored.find((one) => one.table.name === parent);
    if (
      held !== undefined &&
      (await input.store.watermarks.watermark(held.table, scopeKey(input.scope))) !== undefined
    )
      continue;
    throw new PlanError(`${table.name} points at ${parent}, which is not filled yet`, {
      context: { table: table.name, parent },
      hint:
        held === undefined
          ? `mirror ${parent} too`
          : `add ${parent} to --only, or run nightly without --only first`,
    });
  }
}

async function planPass(input: PlanInput, mirrored: Mirrored): Promise<PlannedPass> {
  const pass = { ...(await planKind(input, mirrored)), reason: "" };
  const ownersToReread =
    !pass.skip && rereadsOwners(pass)
      ? describeToReread(
          pass.table,
          await input.store.counts.ownersToReread(pass.table, scopeKey(input.scope)),
        )
      : "";
  return { ...pass, reason: pass.cause + ownersToReread };
}

async function planKind(
  input: PlanInput,
  { table, endpoint }: Mirrored,
): Promise<Omit<PlannedPass, "reason">> {
  const { policy, store, options } = input;
  const scope = scopeKey(input.scope);
  const held = await store.watermarks.watermark(table, scope);
  const resume = await store.watermarks.resumePoint(table, scope);
  const base = {
    table,
    endpoint,
    owners: ownersOf(input.mirrored, table),
    skip: false,
    since: null,
    until: null,
    resume: undefined,
    watermarkBefore: held?.watermark ?? null,
    keepsState: true,
  };
  if (resume !== undefined) {
    const since = resume.since === null ? null : new Date(resume.since);
    const until = resume.until === null ? null : new Date(resume.until);
    return { ...base, kind: resume.kind, since, until, resume, cause: "goes on where the last run stopped" };
  }
  if (held === undefined) return { ...base, kind: "full", cause: "not filled yet" };
  const ageMs = input.now.getTime() - Date.parse(held.watermark);
  if (table.reference && options?.force !== true && ageMs >= 0 && ageMs < policy.referenceTtlMs) {
    return {
      ...base,
      kind: "full",
      skip: true,
      cause: `read ${ageText(ageMs)} ago, good for ${ageText(policy.referenceTtlMs)}`,
    };
  }
  const window = windowOf(table);
  if (window === undefined) return { ...base, kind: "full", cause: "the list does not tell what changed" };
  if (table.entersByList(input.scope))
    return { ...base, kind: "full", cause: "only the list tells who is of these campuses" };
  if (ageMs < -policy.marginMs)
    return { ...base, kind: "full", cause: "its watermark is ahead of the server's clock" };
  const rows = await store.counts.count(table);
  if (policy.fullUpToPages > 0 && rows <= policy.fullUpToPages * endpoint.pageSize)
    return { ...base, kind: "full", cause: `at most ${String(policy.fullUpToPages)} pages` };
  if (table.reference && policy.refreshHits > 0 && (await wholeAgeMs(input, table)) >= wholeEveryMs) {
    return { ...base, kind: "full", cause: "not read whole for 7 days, and a rename may not show" };
  }
  const backMs = Math.max(policy.marginMs, window.lookBackHours * hourMs);
  const cause =
    window.lookBackHours === 0
      ? "changes since the last complete pass"
      : `looks back ${String(window.lookBackHours)} h over ${window.by}`;
  return { ...base, kind: "window", since: new Date(Date.parse(held.watermark) - backMs), cause };
}

/** How long ago a list was read whole, by the server's clock; endless where that is not known. */
async function wholeAgeMs({ store, scope, now }: PlanInput, table: AnyTable): Promise<number> {
  const [range] = await store.watermarks.coverage(table, scopeKey(scope));
  return range === undefined ? Infinity : now.getTime() - Date.parse(range.readAt);
}

function planOwnWindow(
  input: PlanInput,
  { table, endpoint }: Mirrored,
  window: { readonly since: Date; readonly until?: Date },
): PlannedPass {
  const skip = windowOf(table) === undefined;
  const cause = skip ? "the list does not tell what changed" : "a window of your own";
  return {
    table,
    endpoint,
    owners: ownersOf(input.mirrored, table),
    kind: "window",
    skip,
    cause,
    reason: cause,
    since: window.since,
    until: window.until ?? null,
    resume: undefined,
    watermarkBefore: null,
    keepsState: false,
  };
}

const hourMs = 3_600_000;

/**
 * A reference list that is read by window is read whole this often where anything is refreshed: 42 need not
 * move `updated_at` of what it renames.
 */
const wholeEveryMs = 7 * 24 * hourMs;

/** `3 h 20 min`. */
function ageText(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${String(minutes)} min`;
  return minutes % 60 === 0 ? `${String(hours)} h` : `${String(hours)} h ${String(minutes % 60)} min`;
}
