import { PlanError } from "../../errors/index.js";
import { inReferenceOrder, scopeKey, type AnyTable } from "../../resource/index.js";
import type { Mirrored } from "../../define-mirror.js";
import { choosePass, windowPass } from "./choose-pass.js";
import { chooseTables, neededBy } from "./related-tables.js";
import type { PlanInput, PlanOptions } from "./plan-input.js";
import { planParents } from "./plan-parents.js";
import { planRefresh } from "./plan-refresh.js";
import type { Plan, PlannedPass } from "./planned-pass.js";

/**
 * Decides which passes a run makes and of which kind each is, from what the store already holds. Spends no
 * hit.
 *
 * @throws PlanError when a table is unknown, or when its parents are neither in the plan nor filled.
 */
export async function makePlan(input: PlanInput): Promise<Plan> {
  const options = input.options ?? {};
  requireKnown(input.mirrored, options);
  const chosen = chooseTables(input.mirrored, options);
  const byTable = new Map(input.mirrored.map((mirrored) => [mirrored.table, mirrored]));
  const passes: PlannedPass[] = [];
  for (const table of inReferenceOrder(chosen.map((mirrored) => mirrored.table))) {
    const mirrored = byTable.get(table);
    if (mirrored === undefined) continue;
    await requireParents(input, mirrored.table, passes);
    passes.push(
      options.window === undefined
        ? await choosePass(input, mirrored)
        : windowPass(input, mirrored, options.window),
    );
  }
  if (options.window === undefined)
    passes.push(...(await planRefresh(input, passes)), ...planParents(input.mirrored, passes));
  return {
    name: input.policy.name,
    scope: input.scope,
    passes: passes.map((pass) => withFallback(pass, byTable.get(pass.table)?.fallback)),
  };
}

/** A pass whose list is read otherwise than declared says so. */
function withFallback(pass: PlannedPass, fallback: string | undefined): PlannedPass {
  if (fallback === undefined || pass.skip) return pass;
  const [kindReason, reason] = [pass.kindReason, pass.reason].map((text) => `${text}; ${fallback}`);
  return { ...pass, kindReason: kindReason ?? "", reason: reason ?? "" };
}

function requireKnown(mirrored: readonly Mirrored[], { only = [], except = [] }: PlanOptions): void {
  const known = mirrored.map((one) => one.table.name);
  for (const name of [...only, ...except]) {
    if (!known.includes(name))
      throw new PlanError(`there is no table ${name}`, {
        context: { table: name },
        hint: `the tables are ${known.join(", ")}`,
      });
  }
}

async function requireParents(
  input: PlanInput,
  table: AnyTable,
  planned: readonly PlannedPass[],
): Promise<void> {
  for (const parent of neededBy(table)) {
    if (planned.some((pass) => pass.table.name === parent && !pass.skip)) continue;
    const mirrored = input.mirrored.find((one) => one.table.name === parent);
    if (
      mirrored !== undefined &&
      (await input.store.watermarks.watermark(mirrored.table, scopeKey(input.scope))) !== undefined
    )
      continue;
    throw new PlanError(`${table.name} refers to ${parent}, which is not filled yet`, {
      context: { table: table.name, parent },
      hint:
        mirrored === undefined
          ? `mirror ${parent} too`
          : `add ${parent} to the option only, or run nightly for all tables first`,
    });
  }
}
