import { compareList } from "./compare-list.js";
import { union, type Compare, type VerifyContext } from "./comparison.js";
import { requireSpent } from "./hit-allowance.js";
import { createLook } from "./look.js";
import { createProbe } from "./probe.js";
import { unreadRows } from "./segments.js";
import { idsOf } from "../watch-stage.js";

/** Ids that the scope's list should have: the rows that the table says it holds, and what is known without being a row. */
async function expectedIds({ table, scope, store }: VerifyContext): Promise<{ readonly ours: readonly number[]; readonly aside: number }> {
  const rows = await store.counts.ids(table, table.holds?.(scope) ?? []);
  const aside = (await store.counts.aside(table)).map(({ id }) => id);
  const ours = union(rows, aside);
  return { ours, aside: ours.length - rows.length };
}

/** Compares a table whose rows are those of one list. */
export const compareWhole: Compare = async (context) => {
  const { table, endpoint, scope } = context;
  const { ours, aside } = await expectedIds(context);
  const look = createLook(createProbe({ ...context, query: table.list(scope) }), ours, endpoint.pageSize);
  let ended: unknown;
  try {
    await compareList(look, context);
  } catch (error) {
    ended = requireSpent(error);
  }
  return { missing: look.missing, surplus: [...look.surplus], here: ours.length, there: look.total ?? ours.length, aside, unread: unreadRows(look), owners: null, differing: [], ended };
};

/** Compares a table whose list takes no range: it is read again. */
export const compareByReading: Compare = async (context) => {
  const { table, endpoint, scope, source, signal, allowance } = context;
  const { ours, aside } = await expectedIds(context);
  const theirs = new Map<number, unknown>();
  let ended: unknown;
  try {
    allowance.take();
    for await (const page of source.list(endpoint, table.list(scope), signal === undefined ? {} : { signal })) {
      for (const item of page.items) for (const id of idsOf([item])) theirs.set(id, item);
      for (const { id } of page.misfits) if (typeof id === "number" && !theirs.has(id)) theirs.set(id, undefined);
      if (page.resume !== null) allowance.take();
    }
  } catch (error) {
    ended = requireSpent(error);
  }
  const known = new Set(ours);
  const missing = new Map([...theirs].filter(([id]) => !known.has(id)));
  const surplus = ended === undefined ? ours.filter((id) => !theirs.has(id)) : [];
  return { missing, surplus, here: ours.length, there: theirs.size, aside, unread: ended === undefined ? [] : [ours.length], owners: null, differing: [], ended };
};
