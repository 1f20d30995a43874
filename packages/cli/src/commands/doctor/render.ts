import type { Paint } from "../../terminal/paint.js";
import { showMany } from "../../terminal/text.js";
import type { Finding } from "./run-checks.js";

/** Each check on a line, good or not, with the next step below it, and a last line that sums up. */
export function renderFindings(findings: readonly Finding[], paint: Paint): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const lines = findings.flatMap(({ good, check, label, next }) => [
    `${good === true ? paint.good("✓") : good === false ? paint.bad("✗") : paint.dim("–")} ` +
      `${check.padEnd(width)}  ${label}`,
    ...(next === null ? [] : [`  ${" ".repeat(width)}  next: ${next}`]),
  ]);
  return `${[...lines, "", summary(findings)].join("\n")}\n`;
}

function summary(findings: readonly Finding[]): string {
  const wrong = findings.filter(({ good }) => good === false).map(({ check }) => check);
  const unasked = findings.filter(({ good }) => good === null).length;
  const skipped = unasked === 0 ? "" : `; ${showMany(unasked, "check")} skipped`;
  return wrong.length === 0
    ? `everything is ready${skipped}`
    : `${showMany(wrong.length, "problem")}: ${wrong.join(", ")}${skipped}`;
}
