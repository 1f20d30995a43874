import { findStale } from "./find-stale.js";
import type { Status } from "./run-status.js";

/** A day and two hours: a nightly that was missed shows. */
const nightMs = 26 * 3_600_000;

/** What whoever looks at the status might do, most needed first; empty when all is well. */
export function nextSteps({ freshness, runs, quarantine }: Status): readonly string[] {
  const steps: string[] = [];
  const last = runs.find(({ endedAt }) => endedAt !== null);
  if (last?.outcome === "failed") steps.push(`42sync runs ${String(last.id)} tells why the last run failed${last.reason === null ? "" : ` (${last.reason})`}; 42sync doctor looks at what it needs`);
  else if (last?.outcome === "partial") steps.push(`run ${last.name} again: it goes on where run ${String(last.id)} stopped; 42sync runs ${String(last.id)} tells where`);
  else if (findStale(freshness, nightMs).length > 0) steps.push("42sync nightly; 42sync schedule makes it run every night");
  if (quarantine.some(({ reason }) => reason === "does not fit")) steps.push(`items did not fit: 42sync query "select * from sync42.quarantine where reason = 'does not fit'"`);
  return steps;
}
