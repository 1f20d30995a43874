import format from "pg-format";
import { bookkeeping, bookkeepingShapes } from "../shape/bookkeeping-shapes.js";
import { joinName, quoteIn, quoteName } from "../sql/identifiers.js";
import { place, type Existing, type Found } from "./read-existing.js";
import type { Change } from "./table-changes.js";
import { upgrades, type Upgrade } from "./upgrades.js";

/** The upgrades that a database needs, and what it has once they are made. */
export interface PlannedUpgrades {
  readonly changes: readonly Change[];
  readonly found: Found;
}

/** Names that tables of the bookkeeping had in other releases. */
export const formerNames: readonly string[] = upgrades.flatMap((upgrade) =>
  upgrade.kind === "table" ? [upgrade.from] : [],
);

/** Finds what other releases named or wrote otherwise. Only what 42sync made is touched. */
export function planUpgrades(found: Found): PlannedUpgrades {
  let planned: PlannedUpgrades = { changes: [], found };
  for (const upgrade of upgrades) planned = withUpgrade(planned, upgrade);
  // A table of a former name that is still there is somebody else's.
  const former = new Set(formerNames.map((name) => place(bookkeeping, name)));
  const relations = new Map([...planned.found.relations].filter(([at]) => !former.has(at)));
  return { ...planned, found: { ...planned.found, relations } };
}

function withUpgrade(planned: PlannedUpgrades, upgrade: Upgrade): PlannedUpgrades {
  const { found } = planned;
  const name = upgrade.kind === "table" ? upgrade.from : upgrade.of;
  const relation = found.relations.get(place(bookkeeping, name));
  if (relation === undefined || !found.registry.has(place(bookkeeping, name))) return planned;
  const names = relation.columns.map((one) => one.name);
  switch (upgrade.kind) {
    case "table":
      return found.relations.has(place(bookkeeping, upgrade.to))
        ? planned
        : renameTable(planned, relation, upgrade);
    case "column": {
      if (!names.includes(upgrade.from) || names.includes(upgrade.to)) return planned;
      const { of, from, to, values = [] } = upgrade;
      const sql = `alter table ${quoteIn(bookkeeping, of)} rename column ${quoteName(from)} to ${quoteName(to)}`;
      const columns = relation.columns.map((one) => (one.name === from ? { ...one, name: to } : one));
      return add(planned, `column ${of}.${from} to ${to}`, [sql, ...values], { ...relation, columns });
    }
    case "new column": {
      if (names.includes(upgrade.name)) return planned;
      const columns = [...relation.columns, { name: upgrade.name, type: upgrade.type }];
      return add(planned, `values of ${upgrade.of} to its column ${upgrade.name}`, upgrade.statements, {
        ...relation,
        columns,
      });
    }
  }
}

/** The table with its key, its indexes and its place in the registry. */
function renameTable(
  planned: PlannedUpgrades,
  relation: Existing,
  { from, to }: Extract<Upgrade, { kind: "table" }>,
): PlannedUpgrades {
  const declared = bookkeepingShapes.find((shape) => shape.name === to)?.indexes ?? [];
  const ends = [["pkey"], ...declared.map((columns) => [...columns, "idx"])];
  const sql = [
    `alter table ${quoteIn(bookkeeping, from)} rename to ${quoteName(to)}`,
    ...ends.map((end) => {
      const [before, after] = [joinName(from, ...end), joinName(to, ...end)];
      return `alter index if exists ${quoteIn(bookkeeping, before)} rename to ${quoteName(after)}`;
    }),
    format(
      `update ${bookkeeping}.tables set table_name = %L where data_schema = %L and table_name = %L`,
      to,
      bookkeeping,
      from,
    ),
  ];
  const { relations, registry } = planned.found;
  const [before, after] = [place(bookkeeping, from), place(bookkeeping, to)];
  const found: Found = {
    ...planned.found,
    relations: new Map([...relations].filter(([at]) => at !== before)),
    registry: new Map([...registry].map(([at, shape]) => [at === before ? after : at, shape])),
  };
  return add({ ...planned, found }, `table ${from} to ${to}`, sql, { ...relation, name: to });
}

function add(
  { changes, found }: PlannedUpgrades,
  what: string,
  sql: readonly string[],
  relation: Existing,
): PlannedUpgrades {
  return {
    changes: [...changes, { kind: "renamed", what, sql }],
    found: {
      ...found,
      relations: new Map(found.relations).set(place(bookkeeping, relation.name), relation),
    },
  };
}
