import type { FactRule } from "../fact.js";
import type { Subject } from "../subject.js";
import { filterFacts } from "./filter-facts.js";
import { itemFacts } from "./item-facts.js";
import { listFacts } from "./list-facts.js";
import { rangeFacts } from "./range-facts.js";

/** Everything that 42sync relies on about a list. */
export function factsOf(subject: Subject): readonly FactRule[] {
  return [...listFacts(subject), ...rangeFacts(subject), ...filterFacts(subject), ...itemFacts(subject)];
}
