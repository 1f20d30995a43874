import { tiesTo, type Ties } from "@42sync/core/internal";
import { type AnyTable } from "@42sync/core/tables";

/** People that rows of a table may belong to or name. */
export interface TiedPeople extends Ties {
  readonly people: AnyTable;
  /** Whether the table holds the people themselves. */
  readonly self: boolean;
  /** Columns of `owned` whose rows are skipped anyway when the person they point at is not stored. */
  readonly guarded: readonly string[];
  /** Link tables whose lists name them by id. */
  readonly listed: readonly string[];
}

/** The people that a table's rows are, belong to or name. */
export function tiedPeople(table: AnyTable, tables: readonly AnyTable[]): readonly TiedPeople[] {
  return tables.flatMap((people) => {
    if (people.people === undefined) return [];
    const ties = tiesTo(table, people.name);
    const self = people.name === table.name;
    const listed = listsOf(table, people);
    if (!self && ties.owned.length + ties.named.length + listed.length === 0) return [];
    return [
      {
        ...ties,
        people,
        self,
        listed,
        guarded: ties.owned.filter((name) => table.columns[name]?.references?.missing === "skip"),
      },
    ];
  });
}

/** The link tables of a table whose lists are ids of people. */
export function listsOf(table: AnyTable, people: Pick<AnyTable, "name" | "key">): readonly string[] {
  return table.links
    .filter(({ other }) => other.table === people.name && other.by === people.key[0])
    .map(({ name }) => name);
}
