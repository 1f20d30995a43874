import type { Random } from "../random.js";
import type { Drafts, Person } from "./drafts.js";
import { DAY, HOUR, MINUTE, type Plan } from "./plan.js";

/** A seat, named in the styles of several campuses. */
export const drawHost = (random: Random): string =>
  random.pick([
    () => `c${random.int(1, 4)}r${random.int(1, 12)}s${random.int(1, 9)}`,
    () => `f${random.int(0, 3)}br${random.int(1, 12)}s${random.int(1, 8)}`,
    () => `mi-r${random.int(1, 6)}-p${random.int(1, 9)}`,
    () => `${random.int(1, 3)}${random.pick(["A", "B", "C", "D"])}${random.int(1, 14)}`,
  ])();

/** The seats of the last ten days; some people are still there, and some never logged out properly. */
export function generateLocations(people: readonly Person[], drafts: Drafts, { random, now }: Plan): void {
  for (const { user, role, campus } of people) {
    if (role === "external" || !user["active?"]) continue;
    user.updated_at = Math.floor(now - random.next() ** 3 * 20 * DAY - MINUTE);
    for (let day = random.int(0, 5); day > 0; day--) {
      const begin_at = Math.floor(now - day * 2 * DAY + random.int(-4 * HOUR, 4 * HOUR));
      const end_at = random.chance(0.01) ? null : begin_at + random.int(20 * MINUTE, 9 * HOUR);
      drafts.locations.push({
        id: 0,
        user_id: user.id,
        campus_id: campus[0],
        host: drawHost(random),
        primary: true,
        begin_at,
        end_at,
      });
    }
    if (!random.chance(0.1)) continue;
    const begin_at = now - random.int(5 * MINUTE, 4 * HOUR);
    const host = drawHost(random);
    Object.assign(user, { location: host, updated_at: begin_at + random.int(200, 4000) });
    drafts.locations.push({
      id: 0,
      user_id: user.id,
      campus_id: campus[0],
      host,
      primary: true,
      begin_at,
      end_at: null,
    });
  }
  drafts.locations.sort((a, b) => a.begin_at - b.begin_at);
}
