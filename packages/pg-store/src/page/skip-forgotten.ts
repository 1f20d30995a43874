import { copiedKeys, rawColumn } from "@42sync/core/internal";
import { type Row } from "@42sync/core/tables";
import type { Entry, InvalidItem, PageCommit } from "@42sync/core/sync";
import type { Session } from "../database/database.js";
import type { TiedPeople } from "../forget/tied-people.js";
import { withoutCopies } from "../forget/without-copies.js";
import { toArrayLiteral } from "../sql/array-literal.js";

const forgottenSql =
  "select row_id::text as id from sync42.tombstones where data_schema = $1 and table_name = $2 " +
  "and row_id = any($3::bigint[])";

/**
 * The page without the people who were forgotten here, and what is theirs; where a row only names them, it no
 * longer does. One statement for all of a page's ids, in its transaction. Rows whose owner must be stored
 * need no look: whoever was forgotten is not.
 */
export async function skipForgotten(
  session: Session,
  tied: readonly TiedPeople[],
  schema: string,
  page: PageCommit,
): Promise<PageCommit> {
  let result = page;
  for (const one of tied) result = await skip(session, one, schema, result);
  return result;
}

async function skip(
  session: Session,
  tied: TiedPeople,
  schema: string,
  page: PageCommit,
): Promise<PageCommit> {
  const asked = [...ownColumns(tied).filter((name) => !tied.guarded.includes(name)), ...tied.named];
  const ids = new Set(
    [
      ...page.entries.flatMap(({ row, links }) => [
        ...idsOf(row, asked),
        ...tied.listed.flatMap((name) => (links[name] ?? []).map(String)),
        ...copiedKeys(tied.people, row[rawColumn]),
      ]),
      ...page.invalidItems.flatMap((invalidItem) => peopleOf(invalidItem, tied)),
    ].filter((id) => whole.test(id)),
  );
  if (ids.size === 0) return page;
  const { rows } = await session.run({
    text: forgottenSql,
    values: [schema, tied.people.name, toArrayLiteral([...ids])],
    kept: true,
  });
  if (rows.length === 0) return page;
  const forgotten = new Set(rows.map((row) => String(row["id"])));
  const isForgotten = (id: string): boolean => forgotten.has(id);
  const entries = page.entries
    .filter(({ row }) => !idsOf(row, ownColumns(tied)).some(isForgotten))
    .map((entry) => withoutNames(entry, tied, isForgotten));
  const invalidItems = page.invalidItems.filter(
    (invalidItem) => !peopleOf(invalidItem, tied).some(isForgotten),
  );
  const remaining = page.entries.length - entries.length + page.invalidItems.length - invalidItems.length;
  return { ...page, entries, invalidItems, skipped: page.skipped + remaining };
}

const whole = /^\d{1,18}$/;

/** The columns that say whose a row is; of a person's own row, its key. */
function ownColumns({ self, people, owned }: TiedPeople): readonly string[] {
  return self ? [...people.key, ...owned] : owned;
}

function idsOf(row: Row, columns: readonly string[]): readonly string[] {
  return columns
    .map((name) => row[name])
    .filter((id) => id !== null && id !== undefined)
    .map((id) => String(id as string | number));
}

/**
 * Everybody whom an invalid item belongs to, names or holds a copy of: none of it may be kept when
 * one of them was forgotten.
 */
function peopleOf({ id, item }: InvalidItem, { self, people, owned, named }: TiedPeople): readonly string[] {
  // any object may be read as fields
  const fields = typeof item === "object" && item !== null ? (item as Row) : {};
  return [
    ...(self && id !== null ? [String(id)] : []),
    ...idsOf(fields, [...owned, ...named]),
    ...copiedKeys(people, item),
  ];
}

function withoutNames(
  entry: Entry,
  { people, named, listed }: TiedPeople,
  isForgotten: (id: string) => boolean,
): Entry {
  const { row, links } = entry;
  const names = named.filter((name) => idsOf(row, [name]).some(isForgotten));
  const lists = listed.filter((name) => links[name]?.some((id) => isForgotten(String(id))) === true);
  const raw = withoutCopies(people, row[rawColumn], isForgotten);
  if (names.length + lists.length === 0 && raw === row[rawColumn]) return entry;
  return {
    ...entry,
    row: {
      ...row,
      ...Object.fromEntries(names.map((name) => [name, null])),
      ...(raw === undefined ? {} : { [rawColumn]: raw }),
    },
    links: {
      ...links,
      ...Object.fromEntries(
        lists.map((name) => [name, (links[name] ?? []).filter((id) => !isForgotten(String(id)))]),
      ),
    },
  };
}
