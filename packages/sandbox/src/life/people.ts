import type { Random } from "../random.js";
import type { CursusUserRow, UserRow } from "../store/tables.js";
import type { World } from "../store/world.js";

/** Attempts before giving up: in a school where everybody left, nobody is found. */
const TRIES = 30;

/** A random row that passes the test, if a few attempts find one. */
function draw<R>(rows: readonly R[], random: Random, accepts: (row: R) => boolean): R | undefined {
  for (let i = 0; i < TRIES && rows.length > 0; i++) {
    const row = random.pick(rows);
    if (accepts(row)) return row;
  }
  return undefined;
}

/** A random current student. */
export const drawActive = (
  world: World,
  random: Random,
  accepts: (user: UserRow) => boolean = () => true,
): UserRow | undefined =>
  draw(
    world.table("users").rows,
    random,
    (user) => user["active?"] && user.kind === "student" && accepts(user),
  );

/** A random active enrolment in cursus 21. */
export const drawEnrolment = (world: World, random: Random): CursusUserRow | undefined =>
  draw(world.table("cursus_users").by("cursus_id", 21), random, (row) => row.end_at === null);

/** The primary campus of a person; Paris if there is none. */
export const primaryCampusId = (world: World, userId: number): number =>
  world
    .table("campus_users")
    .by("user_id", userId)
    .find((one) => one.is_primary)?.campus_id ?? 1;

/** The person's enrolment in the main cursus. */
export const mainEnrolment = (world: World, userId: number): CursusUserRow | undefined =>
  world
    .table("cursus_users")
    .by("user_id", userId)
    .find((one) => one.cursus_id === 21);
