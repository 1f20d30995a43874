import { copiedKeys, mapCopies, tiesTo, toRow, type AnyTable, type Row } from "../../../resource/index.js";
import type { RecordedLine, RecordedPage } from "./recorded-line.js";

/** The result of forgetting somebody in a recording. */
export interface ForgottenLines {
  /** The lines without them. */
  readonly lines: AsyncIterable<RecordedLine>;
  /** Items that were removed so far. */
  readonly removed: number;
}

/**
 * The lines of a recording without a person: without their items, without copies of them in other people's
 * items, and without requests for them. The lines then reproduce a copy in which the person was forgotten.
 */
export function forgetInRecording(
  lines: AsyncIterable<RecordedLine>,
  tables: readonly AnyTable[],
  people: AnyTable,
  id: number,
): ForgottenLines {
  const endpoints = new Map<number, AnyTable | undefined>();
  const result = { removed: 0 };
  const forget = (line: RecordedLine): RecordedLine => {
    if (line.kind === "call") {
      const table = tables.find((one) => one.resource === line.endpoint);
      endpoints.set(line.call, table);
      return table?.askBy?.table === people.name ? { ...line, query: withoutId(line.query, id) } : line;
    }
    if (line.kind !== "page") return line;
    const page = clearPage(line.page, endpoints.get(line.call), people, id);
    result.removed +=
      line.page.items.length - page.items.length + line.page.invalidItems.length - page.invalidItems.length;
    return { ...line, page };
  };
  const all = async function* (): AsyncGenerator<RecordedLine, void, void> {
    for await (const line of lines) yield forget(line);
  };
  return Object.assign(result, { lines: all() });
}

function clearPage(
  page: RecordedPage,
  table: AnyTable | undefined,
  people: AnyTable,
  id: number,
): RecordedPage {
  const key = String(id);
  const { owned, named } = table === undefined ? { owned: [], named: [] } : tiesTo(table, people.name);
  const own = table?.name === people.name ? [...people.key, ...owned] : owned;
  const isTheirs = (item: unknown): boolean => table !== undefined && holds(toRow(table, item), own, key);
  const clear = (item: unknown): unknown =>
    emptied(
      mapCopies(people, item, (copy) => (String(copy[people.key[0] ?? "id"]) === key ? undefined : copy)),
      named,
      key,
    );
  return {
    ...page,
    items: page.items.filter((item) => !isTheirs(item)).map(clear),
    // An invalid item cannot be projected: any that names them is removed completely.
    invalidItems: page.invalidItems.filter(
      ({ item }) =>
        !holds(fieldsOf(item), [...own, ...named], key) && !copiedKeys(people, item).includes(key),
    ),
  };
}

function fieldsOf(item: unknown): Row {
  return typeof item === "object" && item !== null ? (item as Row) : {}; // any object may be read as fields
}

function holds(fields: Row, columns: readonly string[], key: string): boolean {
  return columns.some(
    (column) =>
      fields[column] !== null &&
      fields[column] !== undefined &&
      String(fields[column] as string | number) === key,
  );
}

function emptied(item: unknown, named: readonly string[], key: string): unknown {
  const fields = fieldsOf(item);
  const names = named.filter((name) => holds(fields, [name], key));
  return names.length === 0 ? item : { ...fields, ...Object.fromEntries(names.map((name) => [name, null])) };
}

function withoutId(query: unknown, id: number): unknown {
  const { ids } = query as { readonly ids?: unknown }; // a query as `toCall` wrote it
  return Array.isArray(ids) ? { ...(query as object), ids: ids.filter((one) => one !== id) } : query;
}
