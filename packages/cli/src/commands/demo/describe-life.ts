import type { LifeReport } from "@42sync/sandbox";
import { showCount } from "../../terminal/text.js";

/** Kinds of what happens, one and many, in the order in which they are told. */
const kinds: readonly (readonly [kind: keyof LifeReport, one: string, many: string])[] = [
  ["logins", "login", "logins"],
  ["registrations", "project begun", "projects begun"],
  ["marks", "project marked", "projects marked"],
  ["achievements", "achievement", "achievements"],
  ["newcomers", "newcomer", "newcomers"],
  ["transfers", "moved campus", "moved campus"],
  ["blackholed", "fell into the black hole", "fell into the black hole"],
  ["alumni", "became alumni", "became alumni"],
  ["anonymised", "was anonymised", "were anonymised"],
  ["unregistrations", "registration vanished without a word", "registrations vanished without a word"],
];

/** `310 logins, 42 projects marked, 2 newcomers`. */
export function describeLife(life: LifeReport): string {
  const told = kinds
    .filter(([kind]) => life[kind] > 0)
    .map(([kind, one, many]) => `${showCount(life[kind])} ${life[kind] === 1 ? one : many}`);
  return told.length === 0 ? "nothing at all" : told.join(", ");
}
