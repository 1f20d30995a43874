import { scopeKey, windowOf, type AnyEndpoint } from "../../resource/index.js";
import type { Plan, PlannedPass } from "../plan/planned-pass.js";
import type { PassKind, Store } from "../ports/index.js";
import type { EngineQuery } from "../sources/page-source.js";
import { stagesOf, type Stage } from "../read/stages.js";
import { estimateParents, estimateRefresh, estimateSuspects, isTold, type Part } from "./estimate-stored.js";
import { hitsByOwners, hitsOfList } from "./hits.js";

/** What a pass is expected to take. */
export interface EstimatedPass {
  readonly table: string;
  readonly kind: PassKind;
  readonly reason: string;
  readonly skip: boolean;
  /** Rows that will come; null when nobody can say. */
  readonly rows: number | null;
  readonly hits: number | null;
  /**
   * Whether it rests on a count of exactly these rows; if not, on how many rows an owner has, or on an
   * earlier run.
   */
  readonly counted: boolean;
}

/** What a run is expected to take, before it is made. */
export interface Estimate {
  readonly name: string;
  readonly scope: string;
  readonly passes: readonly EstimatedPass[];
  readonly rows: number;
  readonly hits: number;
  /** Tables whose pass nobody can estimate; their hits are not in the sum. */
  readonly unknown: readonly string[];
}

/** X-Total of a list: one hit. */
export type CountRows = (endpoint: AnyEndpoint, query: EngineQuery) => Promise<number>;

/** Some ids from all over a list: a few hits. Who came first has more rows than who came last. */
export type SampleIds = (
  endpoint: AnyEndpoint,
  query: EngineQuery,
  total: number,
) => Promise<readonly number[]>;

/** What an estimate is made from. */
export interface EstimateInput {
  readonly plan: Plan;
  readonly store: Pick<Store, "counts">;
  /** The server's clock, for windows without an end. */
  readonly now: Date;
  readonly count: CountRows;
  readonly sample: SampleIds;
}

/**
 * Estimates a plan from X-Total, at one hit a list. Lists are counted exactly as the pass will ask for them;
 * rows that are asked for by owners are estimated from how many rows an owner has.
 */
export async function estimatePlan(input: EstimateInput): Promise<Estimate> {
  const expected = new Map<string, Expected>();
  const passes: EstimatedPass[] = [];
  for (const pass of input.plan.passes) {
    const { table, kind, reason, skip } = pass;
    const part = skip ? { rows: 0, hits: 0, counted: true } : await estimatePass(input, pass, expected);
    if (!isTold(pass, part)) continue;
    if (!skip && pass.kind !== "refresh" && pass.kind !== "parents")
      expected.set(table.name, {
        ...(await comingOf(input, pass, part.rows)),
        count: Math.max(part.rows, await input.store.counts.count(table)),
        sample: once(() => sampleOf(input, pass, part.rows)),
      });
    passes.push({ table: table.name, kind, reason, skip, ...part });
  }
  return sumUp(input.plan, passes);
}

/** Adds the passes up. */
export function sumUp(plan: Pick<Plan, "name" | "scope">, passes: readonly EstimatedPass[]): Estimate {
  const sum = (of: (pass: EstimatedPass) => number | null): number =>
    passes.reduce((total, pass) => total + (of(pass) ?? 0), 0);
  return {
    name: plan.name,
    scope: scopeKey(plan.scope),
    passes,
    rows: sum(({ rows }) => rows),
    hits: sum(({ hits }) => hits),
    unknown: passes.filter(({ hits }) => hits === null).map(({ table }) => table),
  };
}

/** What an earlier pass of the plan will bring. */
interface Expected {
  /** Owners who enter: their rows are read whole. */
  readonly entering: number;
  /**
   * Rows that changed since the last pass, without the margin: whoever they belong to is due in the tables
   * that follow.
   */
  readonly moved: number;
  readonly count: number;
  readonly sample: () => Promise<readonly number[]>;
}

async function comingOf(
  { store, plan, count, now }: EstimateInput,
  pass: PlannedPass,
  rows: number,
): Promise<Pick<Expected, "entering" | "moved">> {
  if (pass.kind !== "window" || rows === 0 || !pass.keepsState) return { entering: 0, moved: 0 };
  const list = pass.table.list(plan.scope);
  const isOwner = pass.table.askBy?.table === pass.table.name;
  const longer = isOwner ? (await count(pass.endpoint, list)) - (await store.counts.count(pass.table)) : 0;
  // As many may have left as came; who was made since is new for certain.
  const made =
    isOwner && pass.since !== null && pass.endpoint.ranges.includes("created_at")
      ? await count(pass.endpoint, { ...list, range: { created_at: [pass.since, pass.until ?? now] } })
      : 0;
  const entering = Math.max(0, longer, made);
  const followed = plan.passes.some(({ table, skip }) => !skip && table.follows?.table === pass.table.name);
  const since = pass.watermarkBefore === null ? pass.since : new Date(pass.watermarkBefore);
  const moved =
    followed && since !== null
      ? await count(pass.endpoint, {
          ...pass.table.stableList(plan.scope),
          range: { [windowOf(pass.table)?.by ?? "updated_at"]: [since, pass.until ?? now] },
        })
      : 0;
  return { entering, moved };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

function sampleOf(
  { plan, sample }: EstimateInput,
  { table, endpoint }: PlannedPass,
  rows: number,
): Promise<readonly number[]> {
  return sample(endpoint, table.list(plan.scope), rows);
}

async function estimatePass(
  input: EstimateInput,
  pass: PlannedPass,
  expected: ReadonlyMap<string, Expected>,
): Promise<Part> {
  if (pass.kind === "refresh") return estimateRefresh(input.store, pass);
  if (pass.kind === "parents") return estimateParents(input.store, input.plan, pass);
  const stages = stagesOf({
    pass,
    scope: input.plan.scope,
    until: pass.kind === "full" ? null : (pass.until ?? input.now),
    counts: input.store.counts,
    hasCome: () => false,
  });
  const isOwner = pass.table.askBy?.table === pass.table.name;
  let all: Part = { rows: 0, hits: 0, counted: pass.resume === undefined };
  const add = (part: Part): void => {
    all = { rows: all.rows + part.rows, hits: all.hits + part.hits, counted: all.counted && part.counted };
  };
  for (const [index, stage] of stages.entries()) {
    const known =
      isOwner && index > 0 ? await unlisted(input, pass, all.rows) : await ownersOf(stage, pass, expected);
    add(await estimateStage(input, pass, stage, known));
  }
  if (stages[0]?.whole === true) add(await estimateSuspects(input.store, pass, all.rows));
  return all;
}

interface Owners {
  readonly count: number;
  /** Some of them, to ask how many rows they have; empty while none is stored. */
  readonly sample: readonly number[];
}

/** Owners as far as they are stored, or as many as an earlier pass of this plan will bring. */
async function ownersOf(
  stage: Stage,
  pass: PlannedPass,
  expected: ReadonlyMap<string, Expected>,
): Promise<Owners | undefined> {
  const ids = await stage.ids?.();
  if (ids === undefined) return undefined;
  const owners = expected.get(pass.owners?.name ?? "");
  if (stage.rereads === true)
    return {
      count:
        ids.length + (owners?.entering ?? 0) + (expected.get(pass.table.follows?.table ?? "")?.moved ?? 0),
      sample: middle(ids),
    };
  const count = Math.max(ids.length, owners?.count ?? 0);
  return { count, sample: ids.length === 0 && count > 0 ? ((await owners?.sample()) ?? []) : middle(ids) };
}

/** A hundred of them, as the first hundred that a pass asks says little of those who came last. */
function middle(ids: readonly number[]): readonly number[] {
  const from = Math.max(0, Math.floor((ids.length - 100) / 2));
  return ids.slice(from, from + 100);
}

/** Who is known and will not be in the list: about as many as it is shorter. */
async function unlisted({ store }: EstimateInput, { table }: PlannedPass, listed: number): Promise<Owners> {
  const ids = await store.counts.ids(table);
  const count = Math.max(0, ids.length - listed);
  return { count, sample: ids.slice(0, Math.min(100, count)) };
}

async function estimateStage(
  input: EstimateInput,
  pass: PlannedPass,
  stage: Stage,
  owners: Owners | undefined,
): Promise<Part> {
  const { endpoint } = pass;
  const chunks = owners === undefined ? Infinity : Math.ceil(owners.count / 100);
  let probe = 0;
  if (stage.list && chunks > 1) {
    const rows = await input.count(endpoint, stage.query);
    const pages = Math.max(1, Math.ceil(rows / endpoint.pageSize));
    if (pages <= chunks + 1) return { rows, hits: hitsOfList(endpoint, rows), counted: true };
    probe = 1;
  }
  if (owners === undefined || stage.by === undefined || owners.count === 0)
    return { rows: 0, hits: probe, counted: true };
  const perOwner = owners.sample.length === 0 ? 1 : await rowsPerOwner(input, endpoint, stage, owners.sample);
  const counted = owners.count === owners.sample.length;
  return {
    rows: Math.round(owners.count * perOwner),
    hits: probe + hitsByOwners(endpoint, owners.count, perOwner),
    counted,
  };
}

async function rowsPerOwner(
  input: EstimateInput,
  endpoint: AnyEndpoint,
  stage: Stage,
  sample: readonly number[],
): Promise<number> {
  const { onlyUnder } = endpoint;
  // Where each owner has a list of its own, one of them tells of the others.
  const [one = 0] = sample.slice(sample.length / 2);
  if (onlyUnder !== undefined)
    return input.count(endpoint, { ...stage.query, under: { [onlyUnder.variant]: one } });
  const rows = await input.count(endpoint, {
    ...stage.query,
    filter: { ...stage.query.filter, [stage.by ?? ""]: sample },
  });
  return rows / sample.length;
}
