import type { Endpoint } from "../../endpoints/endpoint.js";
import type { World } from "../../store/world.js";
import { generateEvents } from "./generate-events.js";
import { generateEvaluations } from "./generate-evaluations.js";
import { generateLabels } from "./generate-labels.js";
import { generatePoints } from "./generate-points.js";
import { generateQuests } from "./generate-quests.js";
import { generateTeams } from "./generate-teams.js";

/**
 * Fills the static resources. What looks random in them only depends on ids, so they don't use up
 * the random numbers of the rest of the world. A large school only has the newest rows, so that
 * it starts as fast.
 */
export function generateStaticRows(world: World, now: number): void {
  generateTeams(world, now);
  generateEvaluations(world, now);
  generateEvents(world, now);
  generateQuests(world);
  generateLabels(world);
  generatePoints(world, now);
  for (const endpoint of parentsFirst(world.endpoints.filter(({ generate }) => generate !== undefined)))
    world.rowsOf(endpoint.resource).fill([...(endpoint.generate?.(world, now) ?? [])]);
}

/** Parents come before the endpoints with lists nested under them. */
function parentsFirst(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const ordered = new Set<Endpoint>();
  const visit = (endpoint: Endpoint): void => {
    for (const { parent, by } of endpoint.lists) {
      const found = by === undefined ? undefined : endpoints.find(({ resource }) => resource === parent);
      if (found !== undefined && found !== endpoint && !ordered.has(found)) visit(found);
    }
    ordered.add(endpoint);
  };
  for (const endpoint of endpoints) visit(endpoint);
  return [...ordered];
}
