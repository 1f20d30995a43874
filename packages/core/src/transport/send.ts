import { createFetch } from "ofetch";
import type { Clock } from "../clock.js";
import { abortable, throwIfAborted } from "./abortable.js";
import { createDeadline } from "./deadline.js";
import type { Outcome, RawAnswer } from "./retry/fault.js";

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
 * Sends one request and reads its answer to the end: no retry, no check of the status, no parsing. The
 * timeout covers the body too. @throws AbortedError when the caller's signal fires
 */
export function createSend({ fetch, clock, userAgent }: SendOptions): Send {
  // A wrapper, because the browser's fetch refuses to be called as another object's method.
  const $fetch = createFetch({ fetch: (input, init) => fetch(input, init) });
  const decoder = new TextDecoder();
  return async (request) => {
    throwIfAborted(request.signal);
    const deadline = createDeadline(clock, request.timeoutMs, request.signal);
    const sentAt = clock.now();
    const fail = (kind: "network" | "timeout", reason: string, cause?: unknown): Outcome<RawAnswer> => ({
      ok: false,
      fault: {
        kind,
        status: null,
        reason,
        retryAfterMs: null,
        excerpt: null,
        tookMs: Math.max(0, clock.now() - sentAt),
        cause,
      },
    });
    try {
      const response = await abortable(
        $fetch.raw<ArrayBuffer, "arrayBuffer">(request.url, {
          method: request.method,
          headers: { accept: "application/json", "user-agent": userAgent, ...request.headers },
          ...(request.body === undefined ? {} : { body: request.body }),
          signal: deadline.signal,
          retry: false,
          ignoreResponseError: true,
          responseType: "arrayBuffer",
        }),
        deadline.signal,
      );
      // Bytes first: counting them in text would mean encoding it again.
      const body = response._data ?? new ArrayBuffer(0);
      return {
        ok: true,
        value: {
          status: response.status,
          headers: response.headers,
          text: decoder.decode(body),
          bytes: body.byteLength,
          sentAt,
          receivedAt: clock.now(),
        },
      };
    } catch (error) {
      throwIfAborted(request.signal);
      if (deadline.passed)
        return fail("timeout", `no answer within ${String(Math.ceil(request.timeoutMs / 1000))} s`);
      const cause = rootCause(error);
      return fail("network", `no connection (${describe(cause)})`, cause);
    } finally {
      deadline.clear();
    }
  };
}

/**
 * ofetch's own error holds the request's headers and body, which contain secrets: only its cause may be
 * passed on.
 */
function rootCause(error: unknown): unknown {
  return error instanceof Error && error.name === "FetchError" ? error.cause : error;
}

/** `ECONNREFUSED` where the platform says so, otherwise the error's message; for people. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return "unknown reason";
  const inner: unknown = error.cause ?? error;
  if (inner instanceof Error && "code" in inner && typeof inner.code === "string") return inner.code;
  const text = inner instanceof Error ? inner.message.slice(0, 120) : "";
  return text === "" ? error.name : text;
}
