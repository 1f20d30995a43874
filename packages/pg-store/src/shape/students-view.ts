import type { AnyTable } from "@42sync/core/tables";
import { columnTypes } from "../sql/column-types.js";
import { quoteIn } from "../sql/identifiers.js";
import type { ViewColumnShape, ViewShape } from "./shape.js";

/** The tables that the view reads, by the letters that stand for them in its query. */
const sources = { u: "users", e: "cursus_users", c: "campuses", h: "campus_users" } as const;

type Source = keyof typeof sources;

/** What the view shows: where a column is from, and its name where it has another one here. */
const shown: readonly (readonly [from: Source, column: string, as?: string])[] = [
  ["u", "id", "user_id"],
  ["u", "login"],
  ["u", "displayname"],
  ["u", "first_name"],
  ["u", "last_name"],
  ["u", "email"],
  ["c", "id", "campus_id"],
  ["c", "name", "campus"],
  ["e", "cursus_id"],
  ["e", "level"],
  ["e", "grade"],
  ["e", "begin_at"],
  ["e", "end_at"],
  ["e", "blackholed_at"],
  ["u", "pool_month"],
  ["u", "pool_year"],
  ["u", "location"],
  ["u", "wallet"],
  ["u", "correction_point"],
  ["u", "active"],
  ["u", "alumni"],
  ["u", "created_at"],
  ["u", "updated_at"],
];

/** What it reads beside these, to join. */
const joined: readonly (readonly [from: Source, column: string])[] = [
  ["e", "user_id"],
  ["h", "id"],
  ["h", "user_id"],
  ["h", "campus_id"],
  ["h", "is_primary"],
  ["h", "updated_at"],
];

/**
 * The view `students`: a row a person and enrolment, with the primary campus. A hand-made one, for people:
 * what they ask for most is spread over four tables.
 *
 * @returns undefined when the store lacks a table or column that it reads.
 */
export function studentsView(schema: string, tables: readonly AnyTable[]): ViewShape | undefined {
  const columnOf = (from: Source, name: string): AnyTable["columns"][string] | undefined => {
    const table = tables.find((one) => one.name === sources[from]);
    return table !== undefined && Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
  };
  const columns = shown.flatMap(([from, name, as]): readonly ViewColumnShape[] => {
    const column = columnOf(from, name);
    return column === undefined
      ? []
      : [{ name: as ?? name, type: columnTypes[column.kind], comment: column.comment }];
  });
  if (columns.length < shown.length || joined.some(([from, name]) => columnOf(from, name) === undefined))
    return undefined;
  return {
    schema,
    name: "students",
    comment:
      "People with their enrolment and primary campus; one row a person and cursus. Who is gone from 42 is not in it.",
    columns,
    query: `
select ${shown.map(([from, name, as]) => `${from}.${name}${as === undefined ? "" : ` as ${as}`}`).join(", ")}
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
