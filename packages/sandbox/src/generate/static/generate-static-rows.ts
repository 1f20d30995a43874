import type { World } from "../../store/world.js";
import { generateEvents } from "./generate-events.js";
import { generateEvaluations } from "./generate-evaluations.js";
import { generateLabels } from "./generate-labels.js";
import { generatePoints } from "./generate-points.js";
import { generateQuests } from "./generate-quests.js";
import { generateTeams } from "./generate-teams.js";

/**
 * Fills the resources that do not live. What looks random in them depends on ids alone, so that they take
 * nothing from the numbers that the rest of the world is made from. A large school has the newest ones only:
 * it starts as fast without the rest.
 */
export function generateStaticRows(world: World, now: number): void {
  generateTeams(world, now);
  generateEvaluations(world, now);
  generateEvents(world, now);
  generateQuests(world);
  generateLabels(world);
  generatePoints(world, now);
}
