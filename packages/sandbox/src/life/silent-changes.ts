import { midnightAt } from "../generate/plan.js";
import { drawActive, drawEnrolment, primaryCampusId } from "./people.js";
import { someInstant, type LifeContext } from "./life-context.js";

const DAY = 86_400_000;

/** A blackhole is moved by hand, or a grade is assigned: `updated_at` stays (real rows, 2021 to 2026). */
export function changeCursusUserSilently({ world, random, report }: LifeContext): void {
  const enrolment = drawEnrolment(world, random);
  if (enrolment === undefined) return;
  const isGrade = random.chance(0.2);
  const grade = enrolment.grade === "Cadet" ? "Transcender" : "Cadet";
  world
    .table("cursus_users")
    .change(
      enrolment,
      isGrade
        ? { grade }
        : { blackholed_at: (enrolment.blackholed_at ?? 1_800_000_000_000) + random.int(1, 30) * DAY },
    );
  report.silentCursusUsers += 1;
}

/**
 * Erase dates move with the last visit, without `updated_at`. That was a third of all changes within four
 * hours in 2025.
 */
export function changeUserSilently(context: LifeContext): void {
  const { world, random, report } = context;
  const user = drawActive(world, random, (one) => one.anonymize_date !== null);
  if (user === undefined) return;
  const offset = world.table("campus").get(primaryCampusId(world, user.id))?.offset ?? "+01:00";
  const date = midnightAt(someInstant(context) + 1096 * DAY, offset);
  if (date === user.anonymize_date) return;
  world.table("users").change(user, { anonymize_date: date, data_erasure_date: date });
  report.silentUsers += 1;
}
