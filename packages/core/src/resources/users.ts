import { defineEndpoint, defineResource } from "../resource/index.js";
import { id, instant, z } from "./fields.js";

/** A person as lists show them (the light shape). */
const userItem = z.looseObject({
  id,
  email: z.string().nullable(),
  login: z.string(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  usual_full_name: z.string().nullish(),
  usual_first_name: z.string().nullish(),
  url: z.string().nullish(),
  // "hidden" for other people, null for one's own.
  phone: z.string().nullish(),
  displayname: z.string().nullish(),
  kind: z.string(),
  image: z.looseObject({ link: z.string().nullish() }).nullish(),
  "staff?": z.boolean().nullish(),
  // -1000 has been seen.
  correction_point: z.number().int().nullish(),
  // Empty text as well as null has been seen in both.
  pool_month: z.string().nullish(),
  pool_year: z.string().nullish(),
  location: z.string().nullish(),
  wallet: z.number().int().nullish(),
  anonymize_date: instant.nullish(),
  data_erasure_date: instant.nullish(),
  created_at: instant,
  updated_at: instant,
  alumnized_at: instant.nullish(),
  "alumni?": z.boolean().nullish(),
  "active?": z.boolean().nullish(),
});

/**
 * `GET /v2/users` and the people under a cursus, campus, project…. `campus_id` and `cursus_id` are no filters
 * here: use the scoped lists.
 */
export const usersEndpoint = defineEndpoint({
  name: "users",
  under: {
    cursus: "/v2/cursus/:id/users",
    campus: "/v2/campus/:id/users",
    projects: "/v2/projects/:id/users",
    coalitions: "/v2/coalitions/:id/users",
    achievements: "/v2/achievements/:id/users",
    titles: "/v2/titles/:id/users",
    groups: "/v2/groups/:id/users",
    teams: "/v2/teams/:id/users",
    events: "/v2/events/:id/users",
    quests: "/v2/quests/:id/users",
  },
  item: userItem,
  filters: [
    "id",
    "login",
    "email",
    "created_at",
    "updated_at",
    "pool_year",
    "pool_month",
    "kind",
    "status",
    "primary_campus_id",
    "first_name",
    "last_name",
    "alumni?",
    "staff?",
  ],
  ranges: ["id", "login", "email", "created_at", "updated_at", "pool_year", "pool_month", "kind", "status"],
  sorts: [
    "id",
    "login",
    "email",
    "created_at",
    "updated_at",
    "first_name",
    "last_name",
    "pool_year",
    "pool_month",
    "kind",
    "status",
    "primary_campus_id",
    "correction_point",
    "wallet",
    "location",
  ],
  ineffective: {
    "filter[campus_id]": "42 answers 400; ask `under: { campus: id }` or filter primary_campus_id",
    "filter[cursus_id]": "42 answers 400; ask `under: { cursus: id }`",
  },
  traversal: "keyset",
});

/** The people in scope: of the scope's cursus and campuses, kind student, not alumni when they came. */
export const users = /* @__PURE__ */ defineResource(usersEndpoint, {
  comment: "Students of the mirrored cursus and campuses. Who becomes alumni keeps the row.",
  incremental: "window",
  list: (scope) => ({
    under: { cursus: scope.cursusId },
    filter: {
      kind: "student",
      "alumni?": false,
      ...(scope.campusIds.length > 0 ? { primary_campus_id: scope.campusIds } : {}),
    },
  }),
  stableList: (scope) => ({ under: { cursus: scope.cursusId }, filter: { kind: "student" } }),
  entersByList: (scope) => scope.campusIds.length > 0,
  holds: (scope) => [
    { column: "kind", in: ["student"] },
    { column: "alumni", in: [false] },
    ...(scope.campusIds.length > 0
      ? [
          {
            column: "id",
            among: {
              table: "campus_users",
              column: "user_id",
              where: [
                { column: "campus_id", in: scope.campusIds },
                { column: "is_primary", in: [true] },
              ],
            },
          },
        ]
      : []),
  ],
  askBy: { filter: "id", table: "users" },
  people: { namedBy: "login", pointedAtBy: "user_id" },
  silent: true,
  enters: (item) => item.kind === "student" && item["alumni?"] !== true,
  decidedBy: ["kind", "alumni"],
  columns: {
    id: { kind: "bigint", comment: "42's id of the person." },
    email: { kind: "text", nullable: true, comment: "Address at 42; the domain may be another campus's." },
    login: { kind: "text", comment: "Login; 3b3-<id> once 42 anonymised the person.", index: true },
    first_name: { kind: "text", nullable: true, comment: "First name." },
    last_name: { kind: "text", nullable: true, comment: "Last name." },
    usual_full_name: { kind: "text", nullable: true, comment: "The name that the person goes by." },
    usual_first_name: { kind: "text", nullable: true, comment: "The first name that the person goes by." },
    url: { kind: "text", nullable: true, comment: "API address." },
    phone: { kind: "text", nullable: true, comment: "`hidden` unless the application may see it." },
    displayname: { kind: "text", nullable: true, comment: "Name as shown on the intranet." },
    kind: { kind: "text", comment: "student, admin or external." },
    image: {
      kind: "json",
      nullable: true,
      comment: "Picture: { link, versions: { large, medium, small, micro } }.",
    },
    staff: { kind: "boolean", nullable: true, comment: "Whether the person works for 42." },
    correction_point: { kind: "integer", nullable: true, comment: "Evaluation points; -1000 has been seen." },
    pool_month: {
      kind: "text",
      nullable: true,
      comment: "Month of the piscine, in English; empty text when unknown.",
      index: true,
    },
    pool_year: {
      kind: "text",
      nullable: true,
      comment: "Year of the piscine; empty text when unknown.",
      index: true,
    },
    location: { kind: "text", nullable: true, comment: "The seat where the person is logged in right now." },
    wallet: { kind: "integer", nullable: true, comment: "Wallet, in ₳." },
    anonymize_date: { kind: "timestamp", nullable: true, comment: "When 42 will anonymise the person." },
    data_erasure_date: {
      kind: "timestamp",
      nullable: true,
      comment: "When 42 will erase the person's data.",
    },
    created_at: { kind: "timestamp", comment: "When the account was made." },
    updated_at: {
      kind: "timestamp",
      comment: "When 42 last changed the row; not every change moves it.",
      index: true,
    },
    alumnized_at: { kind: "timestamp", nullable: true, comment: "When the person became alumni." },
    alumni: { kind: "boolean", nullable: true, comment: "Whether the person is alumni." },
    active: { kind: "boolean", nullable: true, comment: "False for the blackholed and those who left." },
  },
  examples: [
    {
      title: "Who is on campus",
      sql: "select login, displayname, location from users where location is not null order by location",
    },
  ],
});
