import { nearestName } from "@42sync/core/internal";

/** `did you mean projects_users?`, or the whole list. */
export function didYouMean(word: string, known: readonly string[], otherwise: string): string {
  const found = nearestName(word, known);
  return found === undefined ? otherwise : `did you mean ${found}?`;
}
