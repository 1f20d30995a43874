import { toRow } from "@42sync/core/internal";
import { tables, type AnyTable, type Row, type Scope } from "@42sync/core/tables";
import type { Local42 } from "./local-42.js";

/** Rows by id. */
type RowsById = ReadonlyMap<number, Row>;

/** What a copy of the scope holds when it equals 42: by table, by id. */
export type Truth = ReadonlyMap<string, RowsById>;

/**
 * What 42 has of the scope at this moment: people of the scope's list, their rows, and what these point at.
 */
export function readTruth({ sandbox, scope, mirrored }: Local42): Truth {
  const truth = new Map<string, RowsById>();
  const people = peopleOf({ sandbox, scope });
  // Declared parents before children.
  for (const { table } of mirrored) {
    const rows = new Map<number, Row>();
    for (const item of sandbox.rows(table.resource)) {
      const row = toRow(table, item);
      const id = Number(row["id"]);
      const belongs =
        table.name === "users"
          ? people.has(id)
          : table.includes(item, scope) && isOfCursus(item, table, scope) && hasParents(table, row, truth);
      if (belongs) rows.set(id, row);
    }
    truth.set(table.name, rows);
  }
  return truth;
}

/** Whether a list under a cursus has an item that names its cursus. */
function isOfCursus(item: Readonly<Record<string, unknown>>, table: AnyTable, scope: Scope): boolean {
  const { cursus } = item;
  if (table.list(scope).under?.["cursus"] === undefined || !Array.isArray(cursus)) return true;
  return cursus.some((one: { readonly id: number }) => one.id === scope.cursusId);
}

function hasParents(table: AnyTable, row: Row, truth: Truth): boolean {
  return Object.entries(table.columns).every(([column, { references, nullable }]) => {
    if (references === undefined || (row[column] === null && nullable === true)) return true;
    return truth.get(references.table)?.has(Number(row[column])) === true;
  });
}

/** Whom the scope's list of users returns. */
export function peopleOf({ sandbox, scope }: Pick<Local42, "sandbox" | "scope">): ReadonlySet<number> {
  const enrolled = new Set(
    sandbox
      .rows("cursus_users")
      .filter((row) => row["cursus_id"] === scope.cursusId)
      .map((row) => (row["user"] as { readonly id: number }).id),
  ); // as the sandbox shows it
  const onCampus = new Set(
    sandbox
      .rows("campus_users")
      .filter((row) => row["is_primary"] === true && scope.campusIds.includes(Number(row["campus_id"])))
      .map((row) => Number(row["user_id"])),
  );
  const students = sandbox
    .rows("users")
    .filter((user) => user["kind"] === "student" && user["alumni?"] !== true);
  return new Set(
    students
      .map((user) => Number(user["id"]))
      .filter((id) => enrolled.has(id) && (scope.campusIds.length === 0 || onCampus.has(id))),
  );
}

/** Names of tables whose rows have an `updated_at` that moves when they are touched. */
export const timed: readonly string[] = Object.values(tables).flatMap((table) =>
  "updated_at" in table.columns ? [table.name] : [],
);
