import { describe, expect, test } from "vitest";
import { endpoints, type AnyEndpoint } from "../../src/index.js";
import { toLinks, toRow } from "../../src/internal.js";
import { tables, type AnyTable } from "../../src/tables.js";

const at = "2026-11-01T08:00:00.000Z";
const user = {
  id: 7,
  login: "norminet",
  email: null,
  first_name: null,
  last_name: null,
  kind: "student",
  created_at: at,
  updated_at: at,
};
const registration = {
  id: 1,
  occurrence: 0,
  final_mark: null,
  status: "in_progress",
  project: { id: 3 },
  cursus_ids: [21],
  user: { id: 7 },
};
const enrolment = { id: 1, begin_at: null, level: 7.8100000000000005, cursus_id: 21, user: { id: 7 } };
const project = { id: 3, name: "libft", slug: null, created_at: at, updated_at: at, exam: false };
const achievement = { id: 4, name: "404", description: null, tier: "none", kind: "scolarity", visible: true };

/** What 42 has really been seen to send: odd, and right. Each with the columns that it must become. */
const odd: readonly (readonly [
  what: string,
  table: keyof typeof tables,
  item: Record<string, unknown>,
  columns: Record<string, unknown>,
])[] = [
  [
    "a person without image, pool or points to speak of",
    "users",
    { ...user, image: null, pool_month: "", pool_year: "", correction_point: -1000, location: null },
    { image: null, pool_month: "", pool_year: "", correction_point: -1000, location: null },
  ],
  [
    "a person with dates at the campus's midnight",
    "users",
    {
      ...user,
      anonymize_date: "2029-07-31T00:00:00.000+02:00",
      "alumni?": false,
      "active?": null,
      "staff?": true,
    },
    { anonymize_date: "2029-07-31T00:00:00.000+02:00", alumni: false, active: null, staff: true },
  ],
  [
    "somebody anonymised",
    "users",
    { ...user, login: "3b3-74123", email: "3b3-74123@student.42.fr" },
    { login: "3b3-74123" },
  ],
  [
    "the lowest mark",
    "projects_users",
    { ...registration, final_mark: -42, "validated?": false },
    { final_mark: -42, validated: false },
  ],
  [
    "the highest mark",
    "projects_users",
    { ...registration, final_mark: 125, "validated?": true },
    { final_mark: 125, validated: true },
  ],
  [
    "an exam in progress that is passed",
    "projects_users",
    { ...registration, marked: true, final_mark: 100, "validated?": true },
    { status: "in_progress", marked: true, validated: true },
  ],
  ["a registration of nobody", "projects_users", { ...registration, user: {} }, { user_id: null }],
  [
    "a registration of somebody hidden",
    "projects_users",
    { ...registration, user: "invisible" },
    { user_id: null },
  ],
  [
    "an enrolment of the first years, with float noise",
    "cursus_users",
    enrolment,
    { level: 7.8100000000000005, grade: null, updated_at: null, user_id: 7 },
  ],
  [
    "a project without slug or parent",
    "projects",
    { ...project, parent: null, difficulty: null },
    { slug: null, parent_id: null, difficulty: null },
  ],
  [
    "an achievement with parent, title and no picture",
    "achievements",
    { ...achievement, image: null, parent: { id: 9 }, title: { id: 15 } },
    { image: null, parent_id: 9, title_id: 15 },
  ],
  [
    "a badge of the first years, without its badge",
    "achievements_users",
    { id: 1, user_id: 7 },
    { achievement_id: null, user_id: 7 },
  ],
  [
    "a coalition without slug, its points below zero",
    "coalitions",
    { id: 5, name: "Lunaria", slug: null, score: -12, user_id: null },
    { slug: null, score: -12, user_id: null, cover_url: null },
  ],
  [
    "a campus just made",
    "campuses",
    { id: 90, name: "Nowhere" },
    { name: "Nowhere", time_zone: null, language_id: null, endpoint_id: null },
  ],
  [
    "a session of the default kind, its time in seconds",
    "project_sessions",
    {
      id: 2,
      project_id: 3,
      campus_id: null,
      estimate_time: 3600,
      objectives: null,
      created_at: at,
      updated_at: at,
    },
    { campus_id: null, estimate_time: "3600", objectives: null },
  ],
];

describe("odd items of 42 fit", () => {
  test.each(odd)("%s", (_what, name, item, columns) => {
    const table = tables[name] as unknown as AnyTable;
    const endpoint = Object.values(endpoints).find((one) => one.name === table.resource) as AnyEndpoint;
    const parsed = endpoint.item.parse(item);
    const row = toRow(table, parsed);
    expect(Object.fromEntries(Object.keys(columns).map((column) => [column, row[column]]))).toEqual(columns);
    expect(Object.keys(row)).toEqual(Object.keys(table.columns));
  });

  test("a closed campus in a location, and a bloc without campus", () => {
    expect(
      endpoints.locations.item.safeParse({
        id: 1,
        begin_at: at,
        end_at: null,
        primary: true,
        host: "c1r1s1",
        campus_id: 7,
        user: "invisible",
      }).success,
    ).toBe(true);
    expect(
      endpoints.blocs.item.safeParse({
        id: 1,
        campus_id: null,
        cursus_id: 21,
        created_at: at,
        updated_at: at,
        coalitions: [],
      }).success,
    ).toBe(true);
  });

  test("links are what the item has: names, ids, or no list at all", () => {
    expect(toLinks(tables.achievements, { ...achievement, campus: ["Paris", "Moscow"] })).toEqual({
      campus_achievements: ["Paris", "Moscow"],
    });
    expect(toLinks(tables.achievements, achievement)).toEqual({});
    expect(toLinks(tables.projects, { ...project, cursus: [{ id: 21 }], campus: [] })).toEqual({
      cursus_projects: [21],
      campus_projects: [],
    });
  });

  test("an item without an id, or with an invalid date, does not", () => {
    expect(endpoints.users.item.safeParse({ ...user, id: "7" }).success).toBe(false);
    expect(endpoints.users.item.safeParse({ ...user, updated_at: "yesterday" }).success).toBe(false);
  });
});
