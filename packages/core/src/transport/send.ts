import type { Clock } from "../clock.js";
import { abortable, throwIfAborted } from "./abortable.js";
import { createDeadline } from "./deadline.js";
import type { Outcome, RawAnswer } from "./fault.js";

export interface SendOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly userAgent: string;
}

export interface SendRequest {
  readonly method: "GET" | "POST";
  /** Absolute and encoded. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A form's encoded fields. */
  readonly body?: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

export type Send = (request: SendRequest) => Promise<Outcome<RawAnswer>>;

/**
 * Sends one request and reads its answer to the end: no retry, no judgement of the status, no parsing.
 * The time-out covers the body too. @throws AbortedError when the caller's signal fires
 */
export function createSend({ fetch, clock, userAgent }: SendOptions): Send {
  const encoder = new TextEncoder();
  return async (request) => {
    throwIfAborted(request.signal);
    const deadline = createDeadline(clock, request.timeoutMs, request.signal);
    const sentAt = clock.now();
    const fail = (kind: "network" | "timeout", reason: string, cause?: unknown): Outcome<RawAnswer> => ({
      ok: false,
      fault: { kind, status: null, reason, retryAfterMs: null, excerpt: null, tookMs: Math.max(0, clock.now() - sentAt), cause },
    });
    try {
      // Called as a bare function: the browser's own fetch refuses to be called as a method of something else.
      const read = async (): Promise<[Response, string]> => {
        const response = await fetch(request.url, {
          method: request.method,
          headers: { "accept": "application/json", "user-agent": userAgent, ...request.headers },
          ...(request.body === undefined ? {} : { body: request.body }),
          signal: deadline.signal,
        });
        return [response, await response.text()];
      };
      const [response, text] = await abortable(read(), deadline.signal);
      return { ok: true, value: { status: response.status, headers: response.headers, text, bytes: encoder.encode(text).byteLength, sentAt, receivedAt: clock.now() } };
    } catch (error) {
      throwIfAborted(request.signal);
      if (deadline.passed) return fail("timeout", `no answer within ${String(Math.ceil(request.timeoutMs / 1000))} s`);
      return fail("network", `no connection (${describe(error)})`, error);
    } finally {
      deadline.clear();
    }
  };
}

/** `ECONNREFUSED` where the platform tells it, else the error's words. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return "unknown reason";
  const inner: unknown = error.cause ?? error;
  if (inner instanceof Error && "code" in inner && typeof inner.code === "string") return inner.code;
  return inner instanceof Error && inner.message !== "" ? inner.message.slice(0, 120) : error.name;
}
