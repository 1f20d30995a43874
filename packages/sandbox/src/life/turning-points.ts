import { anonymised } from "../generate/make-person.js";
import { pickCampus } from "../generate/plan.js";
import { drawActive, mainEnrolment } from "./people.js";
import { laterOf, someInstant, type LifeContext } from "./life-context.js";

/** A person earns an achievement. */
export function achieve(context: LifeContext): void {
  const { world, random, report } = context;
  const user = drawActive(world, random);
  if (user === undefined) return;
  const { id, nbr_of_success } = random.pick(world.table("achievements").rows);
  if (
    world
      .table("achievements_users")
      .by("user_id", user.id)
      .some(({ achievement_id }) => achievement_id === id)
  )
    return;
  const at = someInstant(context);
  world.table("achievements_users").insert({
    id: world.nextId("achievements_users", random.int(1, 3)),
    user_id: user.id,
    achievement_id: id,
    nbr_of_success,
    rewarded: false,
    created_at: at,
    updated_at: at,
  });
  report.achievements += 1;
}

/**
 * A person falls into the blackhole: the enrolment ends, which does move its `updated_at`; the person is inactive.
 */
export function blackhole(context: LifeContext): void {
  const user = drawActive(
    context.world,
    context.random,
    ({ id }) => mainEnrolment(context.world, id)?.end_at === null,
  );
  if (user === undefined) return;
  const at = someInstant(context);
  const enrolment = mainEnrolment(context.world, user.id);
  if (enrolment !== undefined)
    context.world
      .table("cursus_users")
      .change(enrolment, { blackholed_at: at, end_at: at, updated_at: laterOf(at, enrolment) });
  context.world
    .table("users")
    .change(user, { "active?": false, location: null, updated_at: laterOf(at, user) });
  context.report.blackholed += 1;
}

/** A person becomes an alumnus: no more erase dates. */
export function graduate(context: LifeContext): void {
  const user = drawActive(
    context.world,
    context.random,
    ({ id }) => mainEnrolment(context.world, id) !== undefined,
  );
  if (user === undefined) return;
  const at = someInstant(context);
  const enrolment = mainEnrolment(context.world, user.id);
  if (enrolment !== undefined) context.world.table("cursus_users").change(enrolment, { grade: "Alumni" });
  context.world.table("users").change(user, {
    "alumni?": true,
    alumnized_at: at,
    "active?": false,
    anonymize_date: null,
    data_erasure_date: null,
    location: null,
    updated_at: laterOf(at, user),
  });
  context.report.alumni += 1;
}

/** A person who left is anonymised; other rows still show the old name for a while. */
export function anonymise(context: LifeContext): void {
  const { world, random, report } = context;
  const left = world.table("users").rows;
  for (let i = 0; i < 30; i++) {
    const user = random.pick(left);
    if (user["active?"] || user["alumni?"] || user.kind !== "student" || user.login.startsWith("3b3-"))
      continue;
    world
      .table("users")
      .change(user, { ...anonymised(user), updated_at: laterOf(someInstant(context), user) });
    report.anonymised += 1;
    return;
  }
}

/** A person moves: another membership becomes the primary one; the e-mail address stays. */
export function transfer(context: LifeContext): void {
  const { world, random, report } = context;
  const user = drawActive(world, random);
  if (user === undefined) return;
  const table = world.table("campus_users");
  const own = table.by("user_id", user.id);
  const [campus_id] = pickCampus(random);
  const target = own.find((one) => one.campus_id === campus_id);
  if (target?.is_primary === true) return;
  const at = someInstant(context);
  for (const one of own.filter(({ is_primary }) => is_primary))
    table.change(one, { is_primary: false, updated_at: laterOf(at, one) });
  if (target !== undefined) table.change(target, { is_primary: true, updated_at: laterOf(at, target) });
  else
    table.insert({
      id: world.nextId("campus_users", random.int(1, 3)),
      user_id: user.id,
      campus_id,
      is_primary: true,
      created_at: at,
      updated_at: at,
    });
  report.transfers += 1;
}

/** Renames a campus, an achievement or a coalition. Their JSON has no `updated_at` to show it. */
export function rename(context: LifeContext): void {
  const { world, random, report } = context;
  const at = someInstant(context);
  const kind = random.int(0, 2);
  if (kind === 0)
    renameOne(
      world.table("campus").rows.filter((one) => one.active),
      (one, name) => {
        world.table("campus").change(one, { name, updated_at: at });
      },
      random.pick,
    );
  if (kind === 1)
    renameOne(
      world.table("achievements").rows,
      (one, name) => {
        world.table("achievements").change(one, { name, updated_at: at });
      },
      random.pick,
    );
  if (kind === 2)
    renameOne(
      world.table("coalitions").rows,
      (one, name) => {
        world.table("coalitions").change(one, { name, updated_at: at });
      },
      random.pick,
    );
  report.renames += 1;
}

/** Adds a suffix to the name, or removes it again. */
function renameOne<R extends { readonly name: string }>(
  rows: readonly R[],
  change: (row: R, name: string) => void,
  pick: (rows: readonly R[]) => R,
): void {
  const row = pick(rows);
  change(row, row.name.endsWith(" II") ? row.name.slice(0, -3) : `${row.name} II`);
}
