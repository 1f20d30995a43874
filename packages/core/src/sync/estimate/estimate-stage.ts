import { mostFilterValues } from "../../client/query/query-values.js";
import type { AnyEndpoint } from "../../resource/index.js";
import type { PlannedPass } from "../plan/planned-pass.js";
import type { Stage } from "../read/stages.js";
import type { Part } from "./estimate-stored.js";
import type { EstimateInput } from "./estimate.js";
import { hitsByOwners, hitsOfList } from "./hits.js";

/** What an earlier pass of the plan will bring. */
export interface Expected {
  /** Owners that enter: all their rows are read. */
  readonly entering: number;
  /**
   * Rows that changed since the last pass, without the margin: their owners are re-read in the tables that
   * follow.
   */
  readonly moved: number;
  readonly count: number;
  readonly sample: () => Promise<readonly number[]>;
}

/** Owners to ask by, or their number. */
export interface Owners {
  readonly count: number;
  /** Some of them, to ask how many rows they have; empty while none is stored. */
  readonly sample: readonly number[];
}

/** Owners as far as they are stored, or as many as an earlier pass of this plan will store. */
export async function ownersOf(
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

/** A hundred from the middle, because the first hundred say little about the last ones. */
function middle(ids: readonly number[]): readonly number[] {
  const from = Math.max(0, Math.floor((ids.length - mostFilterValues) / 2));
  return ids.slice(from, from + mostFilterValues);
}

/** Owners that are stored and will not be in the list: about as many as it is shorter. */
export async function unlisted(
  { store }: EstimateInput,
  { table }: PlannedPass,
  listed: number,
): Promise<Owners> {
  const ids = await store.counts.ids(table);
  const count = Math.max(0, ids.length - listed);
  return { count, sample: ids.slice(0, Math.min(mostFilterValues, count)) };
}

export async function estimateStage(
  input: EstimateInput,
  pass: PlannedPass,
  stage: Stage,
  owners: Owners | undefined,
): Promise<Part> {
  const { endpoint } = pass;
  const chunks = owners === undefined ? Infinity : Math.ceil(owners.count / mostFilterValues);
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
  // Where each owner has its own list, one of them stands for the others.
  const [one = 0] = sample.slice(sample.length / 2);
  if (onlyUnder !== undefined)
    return input.count(endpoint, { ...stage.query, under: { [onlyUnder.variant]: one } });
  const rows = await input.count(endpoint, {
    ...stage.query,
    filter: { ...stage.query.filter, [stage.by ?? ""]: sample },
  });
  return rows / sample.length;
}
