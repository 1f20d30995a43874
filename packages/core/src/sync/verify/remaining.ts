import { scopeKey } from "../../resource/index.js";
import type { Coverage } from "../ports/index.js";
import type { Comparison, VerifyContext } from "./compare/comparison.js";
import type { Remaining } from "./verify-report.js";

/** What a comparison did not reach, once what it reached is saved; all of the table where there was none. */
export async function remainingOf(
  { table, store, scope, owners }: Pick<VerifyContext, "table" | "store" | "scope" | "owners">,
  { verified: now, owners: asked }: Pick<Comparison, "verified" | "owners">,
): Promise<Remaining | null> {
  if (asked === null && now.length > 0) return null;
  const verified = (await store.watermarks.verified(table, scopeKey(scope))).filter(({ failed }) => !failed);
  if (asked === null || owners === undefined) return { oldest: oldestOf(verified), never: 0 };
  const waiting = (await store.counts.ids(owners)).filter(
    (id) => !now.some(({ from, to }) => from <= id && id <= to),
  );
  if (waiting.length === 0) return null;
  const ranges = rangesOf(waiting, verified);
  return {
    oldest: oldestOf(ranges.flatMap((range) => range ?? [])),
    never: ranges.filter((range) => range === undefined).length,
  };
}

/** The range in which each of ascending owners was compared; undefined where it never was. */
export function rangesOf(
  owners: readonly number[],
  verified: readonly Coverage[],
): readonly (Coverage | undefined)[] {
  let index = 0;
  return owners.map((owner) => {
    while (index < verified.length && (verified[index]?.to ?? Infinity) < owner) index += 1;
    const range = verified[index];
    return range !== undefined && range.from <= owner ? range : undefined;
  });
}

function oldestOf(verified: readonly Coverage[]): string | null {
  return verified.reduce<string | null>(
    (oldest, { readAt }) => (oldest === null || readAt < oldest ? readAt : oldest),
    null,
  );
}
