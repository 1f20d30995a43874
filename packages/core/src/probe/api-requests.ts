import type { Answer, AskWithin } from "./answer.js";
import type { ListProbe } from "./list-probe.js";
import { firstOf } from "./requests.js";

/** Asks for one row more than a page has, of a list that has more than a page: the lightest one. */
export async function askOversized(lists: readonly ListProbe[], ask: AskWithin): Promise<Answer | undefined> {
  const list = lightest(lists, true) ?? lightest(lists, false);
  return list === undefined ? undefined : askPage(list, ask, { size: 101 });
}

/** Asks for a page that no list of 42 has. */
export async function askPastEnd(lists: readonly ListProbe[], ask: AskWithin): Promise<Answer | undefined> {
  const list = lightest(lists, false);
  return list === undefined ? undefined : askPage(list, ask, { page: 1_000_000 });
}

function lightest(lists: readonly ListProbe[], isLonger: boolean): ListProbe | undefined {
  const weights = lists.flatMap((list) => {
    const first = firstOf(list.answers);
    const rows = first?.sample.rows.length ?? 0;
    if (first === undefined || rows === 0 || first.asked.size < 100) return [];
    return !isLonger || (first.total ?? 0) > first.asked.size ? [{ list, weight: first.bytes / rows }] : [];
  });
  return weights.sort((a, b) => a.weight - b.weight)[0]?.list;
}

async function askPage(
  { subject: { endpoint }, path, answers }: ListProbe,
  ask: AskWithin,
  change: { readonly size?: number; readonly page?: number },
): Promise<Answer | undefined> {
  const first = firstOf(answers);
  return first === undefined
    ? undefined
    : ask({ endpoint, path, asked: { ...first.asked, ...change }, fields: [] });
}
