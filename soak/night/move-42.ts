import type { Sandbox } from "@42sync/sandbox";
import type pg from "pg";
import { createRandom } from "../world/random.js";
import { changeRows, countedFrom, type ChangedRow, type IdsByTable } from "./change-rows.js";

/** What happened at 42 between two runs. */
export interface Moved {
  /**
   * Rows with a new `updated_at`, and the levels, scores and ranks of people whose projects are among them.
   */
  readonly announced: IdsByTable;
  /** Rows that nothing tells of. */
  readonly silent: IdsByTable;
  /** People who are gone, and all of their rows. */
  readonly gone: IdsByTable;
}

export interface Night {
  readonly sandbox: Sandbox;
  /** The copy, which says who there is. */
  readonly pool: pg.Pool;
  readonly schema: string;
  readonly seed: number;
}

/**
 * Of 24,081 people of cursus 21, 698 had a new `updated_at` after four hours of a night, 358 had changed
 * without one, and three were gone (observed 2025-12-12, GET /v2/cursus/21/users).
 */
const [announcedPeople, silentPeople, gonePeople] = [698 / 24_081, 358 / 24_081, 3];
/** Of each list of people's rows; a guess. */
const announcedRows = 0.001;

const lists = [
  "projects_users",
  "achievements_users",
  "campus_users",
  "cursus_users",
  "coalitions_users",
] as const;
/** Level, score and rank move with a person's projects. */
const following = ["cursus_users", "coalitions_users"] as const;

type Lists = Readonly<Record<keyof typeof countedFrom, readonly ChangedRow[]>>;

/**
 * Lets happen at 42 what happens in a part of a night, to people and rows of the copy. As many people again
 * get another level and score in silence.
 */
export async function move42({ sandbox, pool, schema, seed }: Night): Promise<Moved> {
  const random = createRandom(seed);
  const rows = await readRows(pool, schema);
  const moved: Moved = { announced: new Map(), silent: new Map(), gone: new Map() };
  const remaining = [...random.shuffled(rows.users)];
  const take = (count: number): readonly ChangedRow[] => remaining.splice(0, Math.round(count));
  const [leaving, quiet, levels, touched] = [
    take(gonePeople),
    take(rows.users.length * silentPeople),
    take(rows.users.length * silentPeople),
    take(rows.users.length * announcedPeople),
  ];
  const apart = new Set([...leaving, ...quiet, ...levels].map(({ owner }) => owner));
  const touch = (table: keyof Lists, some: readonly ChangedRow[]): void => {
    changeRows(sandbox, { table, rows: some, touch: true, noted: moved.announced });
  };

  touch("users", touched);
  for (const table of lists)
    touch(
      table,
      random
        .shuffled(rows[table].filter(({ owner }) => !apart.has(owner)))
        .slice(0, Math.ceil(rows[table].length * announcedRows)),
    );
  const marked = rows.projects_users.filter(({ id }) => moved.announced.get("projects_users")?.has(id));
  for (const table of following) {
    changeRows(sandbox, { table, rows: rowsOf(rows[table], marked), touch: false, noted: moved.announced });
    changeRows(sandbox, { table, rows: rowsOf(rows[table], levels), touch: false, noted: moved.silent });
  }
  changeRows(sandbox, { table: "users", rows: quiet, touch: false, noted: moved.silent });
  for (const table of [...lists, "users"] as const) {
    const lost = rowsOf(rows[table], leaving).map(({ id }) => id);
    for (const id of lost) sandbox.remove(table, id);
    moved.gone.set(table, new Set(lost));
  }
  return moved;
}

/** Rows of the people who have some others. */
function rowsOf(rows: readonly ChangedRow[], others: readonly ChangedRow[]): readonly ChangedRow[] {
  const owners = new Set(others.map(({ owner }) => owner));
  return rows.filter(({ owner }) => owners.has(owner));
}

async function readRows(pool: pg.Pool, schema: string): Promise<Lists> {
  const read = async (table: keyof Lists): Promise<readonly ChangedRow[]> => {
    // Who is anonymised already cannot be once more.
    const [owner, those] = table === "users" ? ["id", "where login not like '3b3-%'"] : ["user_id", ""];
    return (
      await pool.query<ChangedRow>(
        `select id::float8 as id, ${owner}::float8 as owner, coalesce(${countedFrom[table]}, ` +
          `0)::float8 as value from "${schema}".${table} ${those} order by id`,
      )
    ).rows;
  };
  return {
    users: await read("users"),
    projects_users: await read("projects_users"),
    achievements_users: await read("achievements_users"),
    campus_users: await read("campus_users"),
    cursus_users: await read("cursus_users"),
    coalitions_users: await read("coalitions_users"),
  };
}
