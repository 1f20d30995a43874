import type { UserRow } from "../store/tables.js";
import type { Person } from "./drafts.js";
import { createLogins } from "./make-login.js";
import { anonymised, makePerson, type Role } from "./make-person.js";
import { numberRows } from "./number-rows.js";
import { DAY, pickCampus, type Plan } from "./plan.js";

/** How many people of each role a school with `size` students has. */
const roles = (size: number): readonly (readonly [Role, number])[] => [
  ["student", size],
  ["piscine", Math.round(size * 0.35) + 2],
  ["other", Math.round(size * 0.02) + 2],
  ["staff", Math.round(size * 0.01) + 6],
  ["external", Math.round(size * 0.008) + 2],
];

/** Everybody, by id; ids follow the day an account was created. */
export function generatePeople({ world, random, size, now }: Plan): Person[] {
  const login = createLogins(random);
  const people: Person[] = [];
  for (const [role, count] of roles(size)) {
    for (let i = 0; i < count; i++) {
      const age =
        role === "student"
          ? 170 + 2400 * random.next() ** 1.6
          : role === "piscine"
            ? 10 + 2000 * random.next()
            : 200 + 3600 * random.next();
      const campus = pickCampus(random);
      const user = makePerson(role, campus, Math.floor(now - age * DAY), login, random);
      people.push({ user, role, campus, began: null, until: now, progress: 0 });
    }
  }
  people.sort((a, b) => a.user.created_at - b.user.created_at);
  numberRows(
    people.map(({ user }) => user),
    60_013,
    264_000,
    random,
  );
  for (const person of people) settle(person, random.next(), now, random.next());
  world.table("users").fill(people.map(({ user }) => user));
  return people;
}

/** Decides what happened to a student: still there, blackholed, alumni, or anonymised. */
function settle(person: Person, fate: number, now: number, when: number): void {
  const { user, role } = person;
  if (role !== "student") {
    if (role === "piscine") user["active?"] = now - user.created_at < 40 * DAY;
    return;
  }
  const began = user.created_at + (45 + 90 * when) * DAY;
  person.began = Math.floor(began);
  const studied = now - began;
  if (fate < 0.12 && studied > 500 * DAY)
    Object.assign(user, graduated(person, began + studied * (0.5 + when * 0.45)));
  else if (fate < 0.42) endStudies(person, began + studied * (0.15 + 0.8 * when));
  if (fate > 0.415 && fate < 0.42) Object.assign(user, anonymised(user));
}

function graduated(person: Person, at: number): Partial<UserRow> {
  person.until = Math.floor(at);
  return {
    "alumni?": true,
    "active?": false,
    alumnized_at: person.until,
    anonymize_date: null,
    data_erasure_date: null,
  };
}

function endStudies(person: Person, at: number): void {
  person.until = Math.floor(at);
  person.user["active?"] = false;
}
