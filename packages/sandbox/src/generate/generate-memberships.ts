import type { CursusUserRow } from "../store/tables.js";
import type { Drafts, Person } from "./drafts.js";
import { DAY, pickCampus, type Plan } from "./plan.js";
import { MAIN_PROJECTS } from "./catalogue/projects.js";

const enrolment = (
  user_id: number,
  cursus_id: number,
  begin_at: number,
  more: Partial<CursusUserRow>,
): CursusUserRow => ({
  id: 0,
  begin_at,
  end_at: null,
  grade: null,
  level: 0,
  cursus_id,
  user_id,
  has_coalition: false,
  blackholed_at: null,
  created_at: begin_at - 4 * DAY,
  updated_at: begin_at - 4 * DAY,
  ...more,
});

/** Levels with occasional floating-point noise, like real ones: 7.8100000000000005. */
const noisyLevel = (level: number, isNoisy: boolean): number =>
  isNoisy
    ? Math.round(level * 100) / 100 + 0.0000000000000009 * Math.max(1, Math.round(level))
    : Math.round(level * 100) / 100;

/** The memberships of each person: campuses (one of them primary) and cursus. */
export function generateMemberships(people: readonly Person[], drafts: Drafts, plan: Plan): void {
  for (const person of people) {
    addCampuses(person, drafts, plan);
    addCursus(person, drafts, plan);
  }
}

function addCampuses({ user, campus, role }: Person, drafts: Drafts, { random, now }: Plan): void {
  const created_at = user.created_at + 24;
  const home = {
    id: 0,
    user_id: user.id,
    campus_id: campus[0],
    is_primary: true,
    created_at,
    updated_at: created_at,
  };
  drafts.campusUsers.push(home);
  if (role !== "student" || !random.chance(0.03)) return;
  // Moved: the new campus is primary, the e-mail address keeps the old one.
  const moved = Math.floor(created_at + (now - created_at) * (0.3 + random.next() * 0.6));
  Object.assign(home, { is_primary: false, updated_at: moved });
  let to = pickCampus(random);
  while (to[0] === campus[0]) to = pickCampus(random);
  drafts.campusUsers.push({ ...home, campus_id: to[0], is_primary: true, created_at: moved });
}

function addCursus(person: Person, { cursusUsers }: Drafts, plan: Plan): void {
  const { user, role } = person;
  const { random, now } = plan;
  if (role === "other") {
    cursusUsers.push(
      enrolment(user.id, random.pick([53, 66, 80]), user.created_at + 3 * DAY, {
        level: noisyLevel(random.next() * 4, false),
      }),
    );
    return;
  }
  if (role === "external") return;
  if (role !== "staff") {
    const begin = user.created_at + 12 * DAY;
    const end_at = begin + 26 * DAY;
    cursusUsers.push(
      enrolment(user.id, 9, begin, {
        end_at: end_at < now ? end_at : null,
        grade: "Pisciner",
        level: noisyLevel(random.next() * 12, random.chance(0.05)),
        has_coalition: random.chance(0.4),
      }),
    );
  }
  if (role === "staff" && random.chance(0.4))
    cursusUsers.push(enrolment(user.id, 21, user.created_at + 30 * DAY, { grade: "Member", level: 4.2 }));
  if (role === "student" && person.began !== null) cursusUsers.push(mainCursus(person, person.began, plan));
}

function mainCursus(person: Person, began: number, { random, now }: Plan): CursusUserRow {
  const { user } = person;
  const months = (Math.min(person.until, now) - began) / (30 * DAY);
  const ability = 0.35 + random.next() * 1.1;
  person.progress = Math.max(
    0,
    Math.min(
      MAIN_PROJECTS.length,
      Math.floor(months * ability * (user["active?"] || user["alumni?"] ? 1.6 : 0.7)),
    ),
  );
  const isDone = !user["active?"];
  const blackholed_at = user["alumni?"]
    ? null
    : isDone
      ? person.until
      : Math.floor(now + random.int(-2, 400) * DAY);
  const row = enrolment(user.id, 21, began, {
    end_at: isDone ? person.until + 3600 : null,
    grade: user["alumni?"]
      ? "Alumni"
      : person.progress > 30
        ? "Transcender"
        : random.chance(0.02)
          ? null
          : "Cadet",
    level: noisyLevel(
      person.progress * 0.31 + random.next() * 0.9 * Math.min(1, person.progress),
      random.chance(0.1),
    ),
    has_coalition: true,
    blackholed_at,
  });
  // Only the end and the coalition move `updated_at`; in real rows, level, grade and blackhole never did.
  return {
    ...row,
    updated_at: isDone && !user["alumni?"] ? person.until + 4200 : row.created_at + random.int(0, 2) * DAY,
  };
}
