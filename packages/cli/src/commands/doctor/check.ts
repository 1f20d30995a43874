import type { ExitCode } from "../../errors/exit-code.js";
import type { Subject } from "./subject.js";

/** What a check found. */
export type Verdict =
  | { readonly good: true; readonly label: string; readonly next: string | null }
  | {
      readonly good: false;
      readonly label: string;
      readonly next: string | null;
      readonly exitCode: ExitCode;
    }
  /** Nobody could say, because something that it rests on is missing. */
  | { readonly good: null; readonly label: string; readonly next: null };

/** One question of the doctor's. What it throws of ours counts as not good. */
export interface Check {
  readonly name: string;
  look(subject: Subject): Promise<Verdict>;
}

/** All is well here; `next` where there is something to do all the same. */
export function good(label: string, next: string | null = null): Verdict {
  return { good: true, label, next };
}

/** Not well, with the next step. */
export function bad(exitCode: ExitCode, label: string, next: string): Verdict {
  return { good: false, label, next, exitCode };
}

/** Could not be asked. */
export function unknown(label: string): Verdict {
  return { good: null, label, next: null };
}
