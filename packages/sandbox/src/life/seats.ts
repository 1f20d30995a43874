import { drawHost } from "../generate/generate-locations.js";
import { drawActive, primaryCampusId } from "./people.js";
import { laterOf, someInstant, type LifeContext } from "./life-context.js";
import type { LocationRow } from "../store/tables.js";

/** A person logs in: a location opens; the user row shows it, earns a little, and its `updated_at` moves. */
export function login(context: LifeContext): void {
  const { world, random, report } = context;
  const user = drawActive(world, random, (one) => one.location === null);
  if (user === undefined) return;
  const begin_at = someInstant(context);
  const host = drawHost(random);
  const row: LocationRow = {
    id: world.nextId("locations", random.int(1, 40)),
    user_id: user.id,
    campus_id: primaryCampusId(world, user.id),
    host,
    primary: true,
    begin_at,
    end_at: null,
  };
  world.table("locations").insert(row);
  world.table("users").change(user, {
    location: host,
    wallet: user.wallet + random.pick([0, 0, 1, 5]),
    updated_at: laterOf(begin_at, user),
  });
  report.logins += 1;
}

/** A person logs out: the location ends. Sometimes the end is never written, as on the intranet. */
export function logout(context: LifeContext): void {
  const { world, random, report } = context;
  const user = drawActive(world, random, (one) => one.location !== null);
  if (user === undefined) return;
  const seat = world
    .table("locations")
    .by("user_id", user.id)
    .filter((one) => one.end_at === null)
    .at(-1);
  const end_at = Math.max(someInstant(context), (seat?.begin_at ?? 0) + 1);
  if (end_at > context.from + context.length) return;
  if (seat !== undefined && !random.chance(0.01)) world.table("locations").change(seat, { end_at });
  world.table("users").change(user, { location: null, updated_at: laterOf(end_at, user) });
  report.logouts += 1;
}
