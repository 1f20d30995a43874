import { ConfigError } from "../errors/index.js";
import { mapCopies } from "./copies.js";
import type { AnyTable } from "./table.js";
import { tiesTo } from "./ties.js";

/** What a mirror changes before it stores a row of a table. */
export interface PrivacyRule {
  /** Columns that stay empty. */
  readonly drop?: readonly string[] | undefined;
  /**
   * Text columns that are stored as a keyed hash. Equal values have equal hashes in every table, so joins still
   * work.
   */
  readonly hash?: readonly string[] | undefined;
}

/** Rules by table. */
export type PrivacyProfile = Readonly<Record<string, PrivacyRule>>;

/** What is redacted, and by which rules. */
export interface RedactInput {
  readonly tables: readonly AnyTable[];
  readonly profile: PrivacyProfile;
  /** The keyed hash: without the key, nobody can find out what was hashed. */
  readonly hash: (text: string) => string;
}

/**
 * Applies the profile to an item of `resource`. It runs before anything else, so that rows, raw items, the
 * quarantine and recordings never hold the original.
 */
export type Redact = (resource: string, item: unknown) => unknown;

type Rewrite = (value: unknown) => unknown;
type Rewrites = ReadonlyMap<string, Rewrite>;
type Fields = Readonly<Record<string, unknown>>;

/**
 * Makes the function that applies a privacy profile. A rule for people also covers copies of them inside other
 * items, and fields of the same name in rows that belong to them.
 *
 * @throws ConfigError for an unknown table or column, for a column that the mirror needs unchanged, and for a
 * dropped column that can't be empty.
 */
export function createRedact(input: RedactInput): Redact {
  for (const [name, rule] of Object.entries(input.profile)) checkRule(input.tables, name, rule);
  const rewritesOf = (table: AnyTable): Rewrites => toRewrites(input.profile[table.name] ?? {}, input.hash);
  const people = input.tables
    .filter((table) => table.people !== undefined)
    .map((table) => ({ table, rewrites: rewritesOf(table) }))
    .filter(({ rewrites }) => rewrites.size > 0);
  const own = new Map(
    input.tables.map((table) => [table.resource, ownRewrites(table, rewritesOf(table), people)]),
  );
  return (resource, item) => {
    let clean = item;
    for (const { table, rewrites } of people)
      clean = mapCopies(table, clean, (copy) => rewrite(copy, rewrites));
    const rewrites = own.get(resource);
    return rewrites === undefined || typeof clean !== "object" || clean === null || Array.isArray(clean)
      ? clean
      : rewrite(clean as Fields, rewrites); // an object that is no list
  };
}

/**
 * The rules for a table's own items: the table's, and for fields of the same name, that of the people they
 * belong to.
 */
function ownRewrites(
  table: AnyTable,
  rewrites: Rewrites,
  people: readonly { readonly table: AnyTable; readonly rewrites: Rewrites }[],
): Rewrites {
  const owners = people.filter(
    (owner) => owner.table !== table && tiesTo(table, owner.table.name).owned.length > 0,
  );
  const mayFollow = (field: string): boolean => {
    const column = table.columns[field.replace(/\?$/, "")];
    return column === undefined || column.kind === "text" || column.nullable === true;
  };
  return new Map([
    ...owners.flatMap((owner) => [...owner.rewrites].filter(([field]) => mayFollow(field))),
    ...rewrites,
  ]);
}

function toRewrites({ drop = [], hash = [] }: PrivacyRule, hashText: (text: string) => string): Rewrites {
  const hashed: Rewrite = (value) =>
    value === null || value === undefined
      ? value
      : hashText(typeof value === "string" ? value : JSON.stringify(value));
  const both = (column: string, map: Rewrite): readonly (readonly [string, Rewrite])[] => [
    [column, map],
    [`${column}?`, map],
  ];
  return new Map([
    ...drop.flatMap((column) => both(column, () => null)),
    ...hash.flatMap((column) => both(column, hashed)),
  ]);
}

function rewrite(fields: Fields, rewrites: Rewrites): Fields {
  const toField = ([name, value]: [string, unknown]): [string, unknown] => {
    const map = rewrites.get(name);
    return [name, map === undefined ? value : map(value)];
  };
  return Object.fromEntries(Object.entries(fields).map(toField));
}

function checkRule(tables: readonly AnyTable[], name: string, { drop = [], hash = [] }: PrivacyRule): void {
  const table = tables.find((one) => one.name === name);
  if (table === undefined)
    throw new ConfigError(`privacy.${name}: there is no table ${name}`, {
      context: { table: name },
      hint: `the tables are ${tables.map((one) => one.name).join(", ")}`,
    });
  const twice = drop.find((column) => hash.includes(column));
  if (twice !== undefined)
    throw new ConfigError(`privacy.${name}: ${twice} is both dropped and hashed`, {
      context: { table: name, column: twice },
      hint: "name it once",
    });
  for (const column of [...drop, ...hash]) checkColumn(tables, table, column, hash.includes(column));
}

function checkColumn(tables: readonly AnyTable[], table: AnyTable, name: string, hashed: boolean): void {
  const refuse = (why: string, hint: string): never => {
    throw new ConfigError(`privacy.${table.name}: ${name} ${why}`, {
      context: { table: table.name, column: name },
      hint,
    });
  };
  const column = table.columns[name];
  if (column === undefined)
    return refuse("is no column", `the columns are ${Object.keys(table.columns).join(", ")}`);
  const foundBy = tables.some((one) =>
    one.links.some((link) => link.other.table === table.name && link.other.by === name),
  );
  const isId = table.key.includes(name) || column.references !== undefined || column.mentions !== undefined;
  if (isId || foundBy)
    refuse("is what rows are found by", "ids, and names that links go by, are kept as they are");
  if (name === "updated_at") refuse("tells which of two items is newer", "it is kept as it is");
  if (table.decidedBy.includes(name)) refuse("decides who is mirrored", "it is kept as it is");
  if (column.from !== undefined)
    refuse(
      "is made from several fields, or from inside the item",
      "only columns that are a field of the item can be dropped or hashed",
    );
  if (hashed && column.kind !== "text")
    refuse(
      `is ${column.kind}, and only text can be hashed`,
      column.nullable === true ? "drop it instead" : "it is kept as it is",
    );
  if (!hashed && column.nullable !== true)
    refuse(
      "is never empty, so that it cannot be dropped",
      column.kind === "text" ? "hash it instead" : "it is kept as it is",
    );
}
