import {
  isError42,
  type BudgetError,
  type Error42,
  type NetworkError,
  type NetworkFault,
  type RateLimitError,
  type SpentLimit,
} from "../../errors/index.js";
import type { PassKind, PassOutcome, RowCounts, RunOutcome } from "../ports/index.js";

/** An error as a report shows it: no stack, no secret. */
export interface ReportedError {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  /** Which limit refused a request; null when none did. */
  readonly limit: SpentLimit | null;
  /** When the limit's next hits are available, ISO; null when it is the caller's own, or there is none. */
  readonly resetsAt: string | null;
  /** What went wrong between here and 42; null when it was something else. */
  readonly fault: NetworkFault | null;
}

/** How the rows of a pass were requested. */
export type How = "list" | "by ids" | "none";

/** What one pass did. */
export interface PassReport {
  readonly table: string;
  readonly kind: PassKind;
  readonly how: How;
  readonly reason: string;
  readonly outcome: PassOutcome;
  readonly rows: RowCounts;
  /** Invalid items; they count as quarantined too. */
  readonly invalidItems: number;
  /** Quarantined items that were invalid before and are valid now; of a pass that retries them. */
  readonly revalidated?: number;
  /** Rows that 42 no longer has but that were not marked, because they are too many at once. */
  readonly overDeletionLimit: number;
  readonly hits: number;
  /** Bytes of response bodies. */
  readonly bytes: number;
  readonly seconds: number;
  readonly watermarkBefore: string | null;
  readonly watermarkAfter: string | null;
  readonly error: ReportedError | null;
}

/** What a run did. */
export interface RunReport {
  readonly name: string;
  readonly runId: number;
  readonly scope: string;
  readonly outcome: RunOutcome;
  /** By the local clock, ISO. */
  readonly startedAt: string;
  readonly seconds: number;
  readonly hits: number;
  readonly bytes: number;
  readonly passes: readonly PassReport[];
  readonly rows: RowCounts;
  readonly invalidItems: number;
  /** The error that ended the run early, if one did. */
  readonly error: ReportedError | null;
  /** When the limit that ended the run resets, ISO; null when none did, or it was the caller's own. */
  readonly resetsAt: string | null;
  /** Whether the run was asked to stop. */
  readonly interrupted: boolean;
  /** Fields of the API that no declaration names: resource, field, how often, in which item first. */
  readonly unknownFields: UnknownFields;
  /** Where items were invalid: resource, path, how often, in which item first, and why. */
  readonly driftedFields: DriftedFields;
}

/** Fields of the API that no declaration names, by resource and field: how often, and in which item first. */
export type UnknownFields = Readonly<
  Record<
    string,
    Readonly<Record<string, { readonly count: number; readonly sampleId: number | string | null }>>
  >
>;

/** Fields that are not as they are declared, by resource and field. */
export type DriftedFields = Readonly<
  Record<
    string,
    Readonly<
      Record<
        string,
        { readonly count: number; readonly sampleId: number | string | null; readonly reason: string }
      >
    >
  >
>;

/** An error as a report shows it. */
export function reportError(error: unknown): ReportedError {
  const none = { hint: null, limit: null, resetsAt: null, fault: null };
  if (!isError42(error))
    return { ...none, code: "E_BUG", message: error instanceof Error ? error.message : String(error) };
  const { code, message, hint = null } = error;
  return { ...none, code, message, hint, ...fieldsOf(error) };
}

/** By the code, as an error may be of a second copy of the package. */
function fieldsOf(error: Error42): Partial<ReportedError> {
  const { code } = error;
  if (code === "E_BUDGET") {
    const { limit, resetsAt } = error as BudgetError; // the class of this code
    return { limit, resetsAt: resetsAt?.toISOString() ?? null };
  }
  // the classes of these codes
  if (code === "E_RATE_LIMIT") return { limit: (error as RateLimitError).limit };
  if (code === "E_NETWORK" || code === "E_TIMEOUT" || code === "E_BODY")
    return { fault: (error as NetworkError).fault };
  return {};
}
