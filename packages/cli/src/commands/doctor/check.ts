import type { ExitCode } from "../../errors/exit-code.js";
import type { Subject } from "./subject.js";

/** What a check found out. */
export type Verdict =
  | { readonly good: true; readonly label: string; readonly next: string | null }
  | {
      readonly good: false;
      readonly label: string;
      readonly next: string | null;
      readonly exitCode: ExitCode;
    }
  /** Unknown, because something that the check needs is missing. */
  | { readonly good: null; readonly label: string; readonly next: null };

/** One question of the doctor's. An error of ours that it throws counts as a problem. */
export interface Check {
  readonly name: string;
  look(subject: Subject): Promise<Verdict>;
}

/** No problem; `next` if there is something to do all the same. */
export function good(label: string, next: string | null = null): Verdict {
  return { good: true, label, next };
}

/** A problem, with the next step. */
export function bad(exitCode: ExitCode, label: string, next: string): Verdict {
  return { good: false, label, next, exitCode };
}

/** The check was skipped. */
export function unknown(label: string): Verdict {
  return { good: null, label, next: null };
}
