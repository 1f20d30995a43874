import type { Sandbox } from "@42sync/sandbox";

/** A row of the copy, as far as a change needs it. */
export interface ChangedRow {
  readonly id: number;
  /** Whose it is; a person's own. */
  readonly owner: number;
  /** What a change counts from. */
  readonly value: number;
}

/** Which column a change of a table's rows counts from. */
export const countedFrom = {
  users: "active::integer",
  cursus_users: "level",
  campus_users: "campus_id",
  projects_users: "final_mark",
  achievements_users: "nbr_of_success",
  coalitions_users: "score",
} as const;

type Change = (row: ChangedRow) => Readonly<Record<string, unknown>>;

/** With a new `updated_at`. */
const announcedChanges: Readonly<Record<string, readonly Change[]>> = {
  users: [() => ({ wallet: 1_000_000 })],
  cursus_users: [({ value }) => ({ level: value + 0.25 })],
  campus_users: [() => ({})],
  projects_users: [({ value }) => ({ final_mark: value + 1 })],
  achievements_users: [({ value }) => ({ nbr_of_success: value + 1 })],
  coalitions_users: [({ value }) => ({ score: value + 1 })],
};

const eraseDate = "2031-11-23T00:00:00.000+01:00";

/** Without one; each is another than a generated row has. */
const silentChanges: Readonly<Record<string, readonly Change[]>> = {
  users: [
    () => ({ anonymize_date: eraseDate, data_erasure_date: eraseDate }),
    ({ id }) => ({ login: `3b3-${String(id)}`, first_name: "3b3", last_name: "3b3" }),
    ({ value }) => ({ "active?": value === 0 }),
  ],
  cursus_users: [
    ({ value }) => ({ level: value + 0.5 }),
    () => ({ grade: "Member" }),
    () => ({ blackholed_at: "2031-11-23T12:00:00.000Z" }),
  ],
  coalitions_users: [({ value }) => ({ score: value + 50 }), () => ({ rank: 100_000 })],
};

/** Ids by table. */
export type IdsByTable = Map<string, Set<number>>;

/** Changes a table's rows at 42, each kind of change in turn, and notes their ids. */
export function changeRows(
  sandbox: Sandbox,
  {
    table,
    rows,
    touch,
    noted,
  }: {
    readonly table: string;
    readonly rows: readonly ChangedRow[];
    readonly touch: boolean;
    readonly noted: IdsByTable;
  },
): void {
  const kinds = (touch ? announcedChanges : silentChanges)[table] ?? [];
  for (const [turn, row] of rows.entries()) {
    sandbox.update(table, row.id, kinds[turn % kinds.length]?.(row) ?? {}, { touch });
    noted.set(table, (noted.get(table) ?? new Set()).add(row.id));
  }
}
