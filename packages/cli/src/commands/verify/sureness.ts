import type { VerifiedTable, VerifyReport } from "@42sync/core/sync";

/** With a greater chance that an error stays hidden, a percentage would only describe the budget. */
const numbersOnlyAbove = 0.5;

/** Whether hardly more than counts were compared. */
export function isNumbersOnly({ chance }: Pick<VerifiedTable, "chance">): boolean {
  return chance !== null && chance > numbersOnlyAbove;
}

/**
 * How likely it is that one missing row and one surplus row would have been found; in a table that was
 * compared in part, within that part.
 */
export function showSureness({ chance, owners, reason }: VerifiedTable): string {
  if (chance === null) return "";
  if (isNumbersOnly({ chance })) return "numbers only";
  const isPart = reason !== null || (owners !== null && owners.compared < owners.of);
  return `${showPercent(chance)}${isPart ? " of those" : ""}`;
}

/** Rounded down: only what is certain is 100 %. */
function showPercent(chance: number): string {
  if (chance === 0) return "100 %";
  const percent = Math.min(99.9, 100 * (1 - chance));
  return `${percent < 90 ? Math.floor(percent).toFixed(0) : (Math.floor(10 * percent) / 10).toFixed(1)} %`;
}

/** What comparing counts and ids does not prove. */
export function notProvenLines({ tables }: VerifyReport): readonly string[] {
  const isCounted = tables.some((one) => (one.chance ?? 0) > 0 && !isNumbersOnly(one));
  const lines = [
    isCounted &&
      "sure below 100 %: some rows were only counted there, and in a count one missing and one " +
        "surplus row cancel out; the number is how likely such a pair would have been found",
    tables.some(isNumbersOnly) &&
      "numbers only: so much was only counted there that one missing and one surplus row would " +
        "more likely cancel out than be found; the next verify or a larger --budget reads more ids",
    tables.some(({ sampled }) => sampled > 0)
      ? "the values in rows that were not picked"
      : "the values in the rows: --sample 500 compares some, and nightly re-reads what changes " +
        "without notice",
    tables.some(({ owners }) => owners !== null) &&
      "rows of people who are not here: the line of users shows who is missing",
  ];
  return ["this does not prove:", ...lines.flatMap((line) => (line === false ? [] : [`  ${line}`]))];
}
