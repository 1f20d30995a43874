import { scopeCommand, type ScopeSettings } from "../../config/scope/scope-command.js";
import { findStale, type Stale } from "./find-stale.js";
import type { Status } from "./read-status.js";

/** A day and two hours: longer means that a nightly was missed. */
const nightMs = 26 * 3_600_000;

/**
 * What to do next, most urgent first; empty when there is nothing to do. Suggests no run while one is under
 * way.
 */
export function nextSteps(
  { freshness, runs, quarantine, lock }: Status,
  settings: ScopeSettings = {},
): readonly string[] {
  const steps: string[] = [];
  const stale = lock === null ? findStale(freshness, nightMs) : [];
  const last = runs.find(({ running }) => !running);
  if (last?.outcome === "failed")
    steps.push(
      `42sync runs ${String(last.id)} shows why the last run ` +
        `failed${last.reason === null ? "" : ` (${last.reason})`}; 42sync doctor checks what it ` +
        "needs",
    );
  else if (last?.outcome === "killed" && lock === null)
    steps.push(
      `run ${scopeCommand(last.name, last.scope, settings)} again and it resumes where run ` +
        `${String(last.id)} was killed`,
    );
  else if (last?.outcome === "partial" && lock === null)
    steps.push(
      `run ${scopeCommand(last.name, last.scope, settings)} again and it resumes where run ` +
        `${String(last.id)} stopped; 42sync runs ${String(last.id)} shows where`,
    );
  else if (stale.length > 0)
    steps.push(`${nightlyOf(stale, settings)}; 42sync schedule makes it run every night`);
  if (quarantine.some(({ reason }) => reason !== "missing_parent"))
    steps.push("there are invalid items: 42sync quarantine --reason invalid_item");
  return steps;
}

/** The runs that make these tables fresh, one for each scope. */
export function nightlyOf(stale: readonly Stale[], settings: ScopeSettings): string {
  return [...new Set(stale.map(({ scope }) => scopeCommand("nightly", scope, settings)))].join("; ");
}
