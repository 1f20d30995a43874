import type { Random } from "../random.js";
import type { UserRow } from "../store/tables.js";
import type { CampusSeed } from "./catalogue/campuses.js";
import { FIRST_NAMES, LAST_NAMES } from "./catalogue/names.js";
import { DAY, midnightAt, MINUTE } from "./plan.js";

/** The role of a person. */
export type Role = "student" | "piscine" | "other" | "staff" | "external";

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** A user row; its id is 0 until all people are numbered by creation. */
export function makePerson(
  role: Role,
  campus: CampusSeed,
  created_at: number,
  login: (first: string, last: string) => string,
  random: Random,
): UserRow {
  const first_name = random.pick(FIRST_NAMES);
  const last_name = random.pick(LAST_NAMES);
  const usual = random.chance(0.08) ? random.pick(FIRST_NAMES) : null;
  const name = login(first_name, last_name);
  const isStudent = role !== "staff" && role !== "external";
  const domain = campus[6] === "" ? "42.example" : `${campus[6]}.example`;
  const hasPool = isStudent && !random.chance(0.03);
  const pool = new Date(created_at + 20 * DAY);
  const erase = isStudent ? midnightAt(created_at + 1095 * DAY, campus[4]) : null;
  return {
    id: 0,
    login: name,
    email: isStudent ? `${name}@student.${domain}` : `${name}@${domain}`,
    first_name,
    last_name,
    usual_full_name: `${usual ?? first_name} ${last_name.replace("-", " ")}`,
    usual_first_name: usual ?? (random.chance(0.5) ? first_name : null),
    displayname: `${usual ?? first_name} ${last_name}`,
    kind: role === "staff" ? "admin" : role === "external" ? "external" : "student",
    has_image: !random.chance(0.03),
    "staff?": role === "staff",
    correction_point: random.chance(0.01)
      ? -1000
      : random.chance(0.02)
        ? -random.int(1, 9)
        : random.int(0, 8),
    pool_month: hasPool ? (MONTHS[pool.getUTCMonth()] ?? "july") : "",
    pool_year: hasPool ? String(pool.getUTCFullYear()) : "",
    location: null,
    wallet: random.chance(0.3) ? 0 : random.int(5, 900),
    anonymize_date: erase,
    data_erasure_date: erase,
    created_at,
    updated_at: created_at + random.int(1, 90) * MINUTE,
    alumnized_at: null,
    "alumni?": false,
    "active?": true,
    status: "admis",
  };
}

/**
 * Anonymises a person as the intranet does on request, with the login `3b3-<id>` (real rows).
 */
export function anonymised(user: UserRow): Partial<UserRow> {
  const login = `3b3-${user.id}`;
  return {
    login,
    email: `${login}@student.42.example`,
    first_name: "3b3",
    last_name: "3b3",
    usual_full_name: "3b3 3b3",
    usual_first_name: null,
    displayname: "3b3 3b3",
    has_image: false,
    location: null,
    "active?": false,
  };
}
