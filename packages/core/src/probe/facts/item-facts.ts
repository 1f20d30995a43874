import { showRows, type FactRule, type Judgement } from "../fact.js";
import { firstOf, firstRequest, unsortedRequest } from "../requests.js";
import type { PageAnswer } from "../answer.js";
import type { Subject } from "../subject.js";

/** Whether items are as they are declared. */
export function itemFacts({ endpoint }: Subject): readonly FactRule[] {
  const requests = [firstRequest, unsortedRequest];
  const types: FactRule = {
    kind: "types",
    sentence: "Each item fits its declaration.",
    expected: "every declared field of its type",
    requests,
    classify: (answers) => classifyTypes(firstOf(answers)),
  };
  const fields: FactRule = {
    kind: "fields",
    sentence: "Items have no field that no declaration names.",
    expected: "declared fields only",
    requests,
    classify: (answers) => classifyFields(firstOf(answers)),
  };
  return endpoint.unknownFields === "ignore" ? [types] : [types, fields];
}

const mostNamed = 8;

function classifyTypes(first: PageAnswer | undefined): Judgement {
  return classifyCounts(first, ({ invalid }) => invalid, "fit");
}

function classifyFields(first: PageAnswer | undefined): Judgement {
  return classifyCounts(first, ({ unknown }) => unknown, "without others");
}

function classifyCounts(
  first: PageAnswer | undefined,
  countsOf: (sample: PageAnswer["sample"]) => Readonly<Record<string, number>>,
  good: string,
): Judgement {
  if (first === undefined) return { holds: null, seen: "not asked" };
  const rows = first.sample.rows.length;
  if (rows === 0) return { holds: null, seen: "no rows" };
  const counts = Object.entries(countsOf(first.sample));
  if (counts.length === 0) return { holds: true, seen: `${showRows(rows)} ${good}` };
  const named = counts
    .slice(0, mostNamed)
    .map(([label, count]) => `${label} (${String(count)} of ${String(rows)})`);
  return { holds: false, seen: [...named, ...(counts.length > mostNamed ? ["…"] : [])].join(", ") };
}
