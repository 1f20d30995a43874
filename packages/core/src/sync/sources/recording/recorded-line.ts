import {
  BudgetError,
  Error42,
  isError42,
  NetworkError,
  RateLimitError,
  type ErrorCode,
  type ErrorContext,
} from "../../../errors/index.js";
import type { AnyEndpoint } from "../../../resource/index.js";
import { reportError, type ReportedError } from "../../report/report.js";
import type { EnginePage, EngineQuery } from "../page-source.js";

/**
 * One line of a recording, plain JSON: the requests of a run and their answers, in the order in which they
 * happened.
 */
export type RecordedLine =
  | { readonly kind: "now"; readonly at: string }
  | ({ readonly kind: "call"; readonly call: number } & RecordedCall)
  | { readonly kind: "page"; readonly call: number; readonly page: RecordedPage }
  | { readonly kind: "end"; readonly call: number; readonly error: RecordedError | null };

/** A traversal that was asked for. */
export interface RecordedCall {
  readonly traversal: "list" | "byIds";
  /** The endpoint's name. */
  readonly endpoint: string;
  readonly query: unknown;
  readonly resume: unknown;
}

/** A page as it was recorded. */
export interface RecordedPage extends Omit<EnginePage, "date"> {
  /** ISO. */
  readonly date: string | null;
}

/** An error that ended a traversal; recordings of earlier releases have fewer fields. */
export interface RecordedError
  extends
    Pick<ReportedError, "message" | "hint">,
    Partial<Pick<ReportedError, "limit" | "resetsAt" | "fault">> {
  readonly code: ErrorCode;
  readonly context: ErrorContext;
}

/** A traversal as it is recorded. */
export function toCall(
  traversal: RecordedCall["traversal"],
  { name }: AnyEndpoint,
  query: EngineQuery,
  resume: unknown,
): RecordedCall {
  // Through JSON, so that requests on replay compare equal to those in a file.
  return JSON.parse(
    JSON.stringify({ traversal, endpoint: name, query, resume: resume ?? null }),
  ) as RecordedCall; // the shape just made
}

/** Calls with the same key are the same request. */
export function callKey({ traversal, endpoint, query, resume }: RecordedCall): string {
  return JSON.stringify([traversal, endpoint, query, resume]);
}

export function toRecordedError(error: unknown): RecordedError {
  if (isError42(error)) return { ...reportError(error), code: error.code, context: error.context };
  return { code: "E_ABORTED", message: "the recorded run failed here", hint: null, context: {} };
}

export function fromRecordedError(recorded: RecordedError): Error42 {
  const { code, message, hint, context, limit, resetsAt, fault } = recorded;
  const options = { context, ...(hint === null ? {} : { hint }) };
  if (code === "E_BUDGET")
    return new BudgetError(message, {
      ...options,
      limit: limit === "hour" || limit === "reserve" ? limit : "max hits",
      resetsAt: typeof resetsAt === "string" ? new Date(resetsAt) : null,
    });
  if (code === "E_RATE_LIMIT") return new RateLimitError(message, options);
  if (code === "E_NETWORK" || code === "E_TIMEOUT" || code === "E_BODY")
    return new NetworkError(message, { ...options, code, fault: fault ?? "other" });
  return new Error42(code, message, options);
}
