import { isError42 } from "@42sync/core";
import { errorToFailure } from "../../errors/failure.js";
import { apiCheck, clockCheck, credentialsCheck, hitsCheck, secretLifeCheck } from "./api-checks.js";
import { unknown, type Check, type Verdict } from "./check.js";
import { freshnessCheck, lockCheck, quarantineCheck } from "./copy-checks.js";
import { databaseCheck, rightsCheck, tablesCheck } from "./database-checks.js";
import { sessionsCheck } from "./sessions-check.js";
import { settingsCheck } from "./settings-check.js";
import type { Subject } from "./subject.js";

/** In the order in which they are told: what others rest on comes first. */
const checks: readonly Check[] = [
  settingsCheck,
  apiCheck,
  clockCheck,
  credentialsCheck,
  secretLifeCheck,
  hitsCheck,
  databaseCheck,
  rightsCheck,
  sessionsCheck,
  tablesCheck,
  lockCheck,
  quarantineCheck,
  freshnessCheck,
];

/** A check with what it found. */
export type Finding = Verdict & { readonly check: string };

/**
 * Asks every check; one that fails hides no other. What failed already is told once, and what rests on it
 * could not be asked.
 */
export async function runChecks(
  subject: Subject,
  list: readonly Check[] = checks,
): Promise<readonly Finding[]> {
  const told = new Map<unknown, string>();
  const findings: Finding[] = [];
  for (const check of list) findings.push({ check: check.name, ...(await look(check, subject, told)) });
  return findings;
}

async function look(check: Check, subject: Subject, told: Map<unknown, string>): Promise<Verdict> {
  try {
    return await check.look(subject);
  } catch (error) {
    const before = told.get(error);
    if (before !== undefined) return unknown(`not asked, because of ${before}`);
    if (!isError42(error) || error.code === "E_ABORTED") throw error;
    told.set(error, check.name);
    const { message, hint, exitCode } = errorToFailure(error);
    return { good: false, label: message, next: hint, exitCode };
  }
}
