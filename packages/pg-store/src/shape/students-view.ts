import type { AnyTable } from "@42sync/core";
import { quoteIn } from "../sql/identifiers.js";
import type { ViewShape } from "./shape.js";

/** The columns that the view reads. */
const reads: Readonly<Record<string, readonly string[]>> = {
  users: [
    "id", "login", "displayname", "first_name", "last_name", "email", "pool_month", "pool_year", "location", "wallet", "correction_point", "active",
    "alumni", "created_at", "updated_at",
  ],
  cursus_users: ["user_id", "cursus_id", "level", "grade", "begin_at", "end_at", "blackholed_at"],
  campus_users: ["id", "user_id", "campus_id", "is_primary", "updated_at"],
  campuses: ["id", "name"],
};

/**
 * The view `students`: a row a person and enrolment, with the primary campus. A hand-made one, for people: what they ask
 * for most is spread over four tables.
 *
 * @returns undefined when the store lacks a table or column that it reads.
 */
export function studentsView(schema: string, tables: readonly AnyTable[]): ViewShape | undefined {
  const has = (name: string, columns: readonly string[]): boolean => {
    const table = tables.find((one) => one.name === name);
    return table !== undefined && columns.every((column) => Object.hasOwn(table.columns, column));
  };
  if (!Object.entries(reads).every(([name, columns]) => has(name, columns))) return undefined;
  return {
    schema,
    name: "students",
    comment: "People with their enrolment and primary campus; one row a person and cursus. Who is gone from 42 is not in it.",
    query: `
select u.id as user_id, u.login, u.displayname, u.first_name, u.last_name, u.email,
       c.id as campus_id, c.name as campus,
       e.cursus_id, e.level, e.grade, e.begin_at, e.end_at, e.blackholed_at,
       u.pool_month, u.pool_year, u.location, u.wallet, u.correction_point, u.active, u.alumni, u.created_at, u.updated_at
from ${quoteIn(schema, "users")} u
left join ${quoteIn(schema, "cursus_users")} e on e.user_id = u.id and e.deleted_at is null
left join lateral (
  select h.campus_id from ${quoteIn(schema, "campus_users")} h
  where h.user_id = u.id and h.is_primary and h.deleted_at is null
  order by h.updated_at desc nulls last, h.id desc limit 1
) home on true
left join ${quoteIn(schema, "campuses")} c on c.id = home.campus_id
where u.deleted_at is null`,
  };
}
