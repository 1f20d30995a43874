import { ConfigError, type Client } from "@42sync/core";
import type { Estimate } from "@42sync/core/internal";
import type { Scope } from "@42sync/core/tables";
import type { Names } from "../../config/names.js";
import { chooseCampuses } from "../../config/scope/choose-campuses.js";
import type { Prompts } from "../../terminal/prompts.js";
import { showCount, showMany, showSeconds } from "../../terminal/text.js";

export interface CampusesInput {
  readonly client: Pick<Client, "campus">;
  readonly signal: AbortSignal;
  readonly cursusId: number;
  /** Of `--campus`. */
  readonly campus: Names | undefined;
  /** Of `--all-campuses`. */
  readonly allCampuses: boolean;
  readonly ask: Prompts | undefined;
  /** What the first run of a scope takes. */
  readonly estimate: (scope: Scope) => Promise<Cost>;
}

/** What a first run takes. */
export interface Cost {
  readonly estimate: Estimate;
  readonly seconds: number;
}

/** What to mirror, and what its first run takes. */
export interface ChosenScope extends Cost {
  readonly scope: Scope;
  /** The campuses by name; empty for all. */
  readonly names: readonly string[];
}

interface Listed {
  readonly id: number;
  readonly name: string;
  readonly users_count?: number | null | undefined;
}

/** The campuses from flags, or chosen from 42's list, with their cost beside the cost of everything. */
export async function resolveCampuses(input: CampusesInput): Promise<ChosenScope> {
  const listed = await input.client.campus.all({ signal: input.signal });
  const cost = async (ids: readonly number[]): Promise<ChosenScope> => {
    const scope: Scope = { cursusId: input.cursusId, campusIds: ids };
    return {
      scope,
      names: ids.map((id) => listed.find((one) => one.id === id)?.name ?? String(id)),
      ...(await input.estimate(scope)),
    };
  };
  if (input.allCampuses) return cost([]);
  if (input.campus !== undefined) return cost(chooseCampuses(input.campus, listed));
  if (input.ask === undefined) throw new ConfigError("init needs --campus or --all-campuses");
  return choose(input.ask, listed, cost);
}

async function choose(
  ask: Prompts,
  listed: readonly Listed[],
  cost: (ids: readonly number[]) => Promise<ChosenScope>,
): Promise<ChosenScope> {
  for (;;) {
    const ids = await findCampuses(ask, listed);
    const [some, all] = await ask.during(
      {
        doing: "Estimating the cost from 42's counts; this takes about 15 seconds",
        done: "Estimated the cost",
      },
      async () => [ids.length === 0 ? undefined : await cost(ids), await cost([])] as const,
    );
    const chosen = await ask.choose<ChosenScope | undefined>({
      message: "What do you want to mirror?",
      choices: [
        ...(some === undefined
          ? []
          : [{ value: some, label: `${some.names.join(", ")}: ${showCost(some)}` }]),
        { value: all, label: `All of 42: ${showCost(all)}` },
        { value: undefined, label: "Other campuses" },
      ],
    });
    if (chosen !== undefined) return chosen;
  }
}

/** One after the other; none for all of 42, which is a choice of its own. */
async function findCampuses(ask: Prompts, listed: readonly Listed[]): Promise<readonly number[]> {
  const choices = [...listed]
    .sort((a, b) => a.name.localeCompare(b.name, "en"))
    .map((one) => ({ value: one.id, label: one.name, hint: hintOf(one) }));
  const ids: number[] = [];
  let found = await ask.find<number | undefined>({
    message: "Which campus? Type part of its name, press Enter to pick it",
    choices: [{ value: undefined, label: "All of 42" }, ...choices],
  });
  while (found !== undefined) {
    ids.push(found);
    const others = choices.filter(({ value }) => !ids.includes(value));
    found = await ask.find<number | undefined>({
      message: "Another campus?",
      choices: [{ value: undefined, label: "No, continue" }, ...others],
      firstIsUsual: true,
    });
  }
  return ids;
}

function hintOf({ id, users_count: count }: Listed): string {
  return (
    "number " +
    `${String(id)}${typeof count === "number" ? `, ${showMany(count, "person", "people")} ever` : ""}`
  );
}

/** `8 min the first time, about 256 requests`. */
function showCost({ estimate, seconds }: Cost): string {
  return `${showSeconds(seconds)} the first time, about ${showCount(estimate.hits)} requests`;
}
