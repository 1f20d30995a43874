import type { Endpoint } from "../endpoints/endpoint.js";
import { createRandom } from "../random.js";
import { createWorld, type World } from "../store/world.js";
import type { Drafts, Person } from "./drafts.js";
import { generateAchievementsUsers } from "./generate-achievements-users.js";
import { generateCatalogue } from "./generate-catalogue.js";
import {
  generateBlocs,
  generateMembers,
  GONE_COALITION_ID,
  rankMembers,
  sumScores,
} from "./generate-coalitions.js";
import { generateLocations } from "./generate-locations.js";
import { generateMemberships } from "./generate-memberships.js";
import { generatePeople } from "./generate-people.js";
import { generateRegistrations } from "./generate-registrations.js";
import { numberByCreation, numberRows } from "./number-rows.js";
import { numberTeams } from "./number-teams.js";
import { DAY, type GenerateOptions, type Plan } from "./plan.js";
import { generateStaticRows } from "./static/generate-static-rows.js";

/** A whole school from a seed: the same options give the same rows, byte for byte. */
export function generateWorld(options: GenerateOptions, endpoints: readonly Endpoint[]): World {
  const plan: Plan = { ...options, random: createRandom(options.seed), world: createWorld(endpoints) };
  generateCatalogue(plan);
  const people = generatePeople(plan);
  generateBlocs(people, plan);
  const drafts: Drafts = {
    cursusUsers: [],
    campusUsers: [],
    projectsUsers: [],
    achievementsUsers: [],
    coalitionsUsers: [],
    locations: [],
  };
  generateMemberships(people, drafts, plan);
  generateRegistrations(people, drafts, plan);
  generateAchievementsUsers(people, drafts, plan);
  generateMembers(people, drafts, plan);
  generateLocations(people, drafts, plan);
  touchPeople(people, plan);
  fillTables(drafts, plan);
  generateStaticRows(plan.world, plan.now);
  return plan.world;
}

/** Numbers the rows up to about the highest ids of 42 in 2026, and stores them. */
function fillTables(drafts: Drafts, plan: Plan): void {
  const { world, random } = plan;
  numberByCreation(drafts.cursusUsers, 150_007, 382_000, random);
  numberByCreation(drafts.campusUsers, 70_003, 247_000, random);
  numberByCreation(drafts.projectsUsers, 2_100_011, 5_120_000, random);
  numberByCreation(drafts.achievementsUsers, 900_001, 2_400_000, random);
  numberByCreation(drafts.coalitionsUsers, 40_009, 190_000, random);
  numberRows(drafts.locations, 38_000_023, 39_900_000, random);
  numberTeams(drafts.projectsUsers, 3_100_000, random);
  world.table("cursus_users").fill(drafts.cursusUsers);
  world.table("campus_users").fill(drafts.campusUsers);
  world.table("projects_users").fill(drafts.projectsUsers);
  world.table("achievements_users").fill(drafts.achievementsUsers);
  world.table("coalitions_users").fill(drafts.coalitionsUsers);
  world.table("locations").fill(drafts.locations);
  rankMembers(plan, [GONE_COALITION_ID, ...world.table("coalitions").rows.map(({ id }) => id)]);
  sumScores(plan, random);
}

/** Final steps: when each person last changed, and the older copies that other rows embed. */
function touchPeople(people: readonly Person[], { random, now }: Plan): void {
  for (const { user, until } of people) {
    if (!user["active?"])
      user.updated_at = Math.min(now - 60_000, Math.max(user.updated_at, until + random.int(0, 90) * DAY));
    if (!user["active?"] || !random.chance(0.4)) continue;
    const back = random.int(1, 30);
    user.stale = {
      ...user,
      location: null,
      wallet: Math.max(0, user.wallet - back * 3),
      updated_at: Math.max(user.created_at, user.updated_at - back * DAY),
    } as typeof user;
  }
}
