import { isError42 } from "@42sync/core";
import { errorToFailure } from "../../errors/failure.js";
import { apiCheck, clockCheck, credentialsCheck, hitsCheck, secretLifeCheck } from "./api-checks.js";
import { unknown, type Check, type Verdict } from "./check.js";
import { freshnessCheck, lockCheck, quarantineCheck } from "./copy-checks.js";
import { databaseCheck, rightsCheck, tablesCheck } from "./database-checks.js";
import { sessionsCheck } from "./sessions-check.js";
import { settingsCheck } from "./settings-check.js";
import type { Subject } from "./subject.js";

/** In the order in which they are shown: what others depend on comes first. */
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
 * Runs every check; one that fails hides no other. An error is shown once, and the checks that depend on
 * it are skipped.
 */
export async function runChecks(
  subject: Subject,
  list: readonly Check[] = checks,
): Promise<readonly Finding[]> {
  const shown = new Map<unknown, string>();
  const findings: Finding[] = [];
  for (const check of list) findings.push({ check: check.name, ...(await runCheck(check, subject, shown)) });
  return findings;
}

async function runCheck(check: Check, subject: Subject, shown: Map<unknown, string>): Promise<Verdict> {
  try {
    return await check.look(subject);
  } catch (error) {
    const before = shown.get(error);
    if (before !== undefined) return unknown(`skipped, because of ${before}`);
    if (!isError42(error) || error.code === "E_ABORTED") throw error;
    shown.set(error, check.name);
    const { message, hint, exitCode } = errorToFailure(error);
    return { good: false, label: message, next: hint, exitCode };
  }
}
