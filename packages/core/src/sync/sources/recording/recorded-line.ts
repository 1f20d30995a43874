import { Error42, isError42, type ErrorCode, type ErrorContext } from "../../../errors/index.js";
import type { AnyEndpoint } from "../../../resource/index.js";
import type { EnginePage, EngineQuery } from "../page-source.js";

/**
 * One line of a recording, plain JSON: what a run asked its source, and what came back, in the order in which
 * it happened.
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

/** An error that ended a traversal. */
export interface RecordedError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | null;
  readonly context: ErrorContext;
}

/** A traversal as it is recorded. */
export function toCall(
  traversal: RecordedCall["traversal"],
  { name }: AnyEndpoint,
  query: EngineQuery,
  resume: unknown,
): RecordedCall {
  // As JSON has it, so that what is asked on replay is compared with what a file holds.
  return JSON.parse(
    JSON.stringify({ traversal, endpoint: name, query, resume: resume ?? null }),
  ) as RecordedCall; // the shape just made
}

/** Calls of one key are the same question. */
export function callKey({ traversal, endpoint, query, resume }: RecordedCall): string {
  return JSON.stringify([traversal, endpoint, query, resume]);
}

export function toRecordedError(error: unknown): RecordedError {
  if (isError42(error))
    return { code: error.code, message: error.message, hint: error.hint ?? null, context: error.context };
  return { code: "E_ABORTED", message: "the recorded run failed here", hint: null, context: {} };
}

export function fromRecordedError({ code, message, hint, context }: RecordedError): Error42 {
  return new Error42(code, message, { context, ...(hint === null ? {} : { hint }) });
}
