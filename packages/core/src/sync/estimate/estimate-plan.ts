import { windowOf } from "../../resource/index.js";
import type { PlannedPass } from "../plan/planned-pass.js";
import { stagesOf } from "../read/stages.js";
import { estimateStage, ownersOf, unlisted, type Expected } from "./estimate-stage.js";
import {
  estimateParents,
  estimateRefresh,
  estimateSuspects,
  isReported,
  type Part,
} from "./estimate-stored.js";
import { sumUp, type Estimate, type EstimatedPass, type EstimateInput } from "./estimate.js";

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
    if (!isReported(pass, part)) continue;
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
