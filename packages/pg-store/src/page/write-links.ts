import type { Session } from "../database/database.js";
import { toArrayLiteral } from "../sql/array-literal.js";
import { fitValue, unfit, type Fitted } from "./values/fit-value.js";
import type { Candidate } from "./prepare-page.js";
import type { LinkWriter, TableWriter } from "./table-writer.js";

/**
 * Replaces the links of the rows that were stored.
 *
 * @returns how many listed values were found nowhere.
 */
export async function writeLinks(
  session: Session,
  writer: TableWriter,
  owners: readonly Candidate[],
): Promise<number> {
  let skipped = 0;
  for (const link of writer.links) skipped += await writeLink(session, link, owners);
  return skipped;
}

async function writeLink(
  session: Session,
  link: LinkWriter,
  candidates: readonly Candidate[],
): Promise<number> {
  const carried = candidates.flatMap(({ entry, key }) => {
    const values = entry.links[link.name];
    return values === undefined
      ? []
      : [{ owner: key, values: values.map((value) => fitValue(link.by, value)) }];
  });
  if (carried.length === 0) return 0;
  const listed = [...new Set(carried.flatMap(({ values }) => values))].filter((value) => value !== unfit);
  const { rows } = await session.run({ text: link.findOthers, values: [toArrayLiteral(listed)], kept: true });
  const found = new Map<Fitted, string>(rows.map((row) => [String(row["value"]), String(row["id"])]));
  const pairs = carried.flatMap(({ owner, values }) => {
    const others = new Set(values.map((value) => found.get(value)).filter((other) => other !== undefined));
    return [...others].map((other) => ({ owner, other }));
  });
  await session.run({
    text: link.replace,
    values: [
      toArrayLiteral(carried.map(({ owner }) => owner)),
      toArrayLiteral(pairs.map(({ owner }) => owner)),
      toArrayLiteral(pairs.map(({ other }) => other)),
    ],
    kept: true,
  });
  return carried.reduce((sum, { values }) => sum + values.filter((value) => !found.has(value)).length, 0);
}
