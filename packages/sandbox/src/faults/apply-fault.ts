import { jsonAnswer, TOO_MANY, type Answer } from "../http/answer.js";
import { BAD_GATEWAY } from "../query/filter-constraint.js";
import type { Fault } from "./fault.js";

/** What a request from an unknown client gets from the gateway in front of the API (reported in 2025). */
const CHALLENGE =
  '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head><body>' +
  "<noscript>Enable JavaScript and cookies to continue</noscript></body></html>";

function answerOf(fault: Fault, real: () => Answer): Answer {
  switch (fault.kind) {
    case "html":
      return {
        status: fault.status ?? 503,
        headers: { "Content-Type": "text/html; charset=UTF-8" },
        body: CHALLENGE,
      };
    case "retry-after":
      return {
        status: fault.status ?? 429,
        headers: { "Content-Type": "text/plain", "Retry-After": "1" },
        body: TOO_MANY,
      };
    case "truncated": {
      const answer = real();
      return { ...answer, body: (answer.body ?? "").slice(0, Math.floor((answer.body ?? "").length / 2)) };
    }
    case "empty":
      return { ...real(), body: "" };
    case "reset":
    case "hang":
    case "status": {
      const status = fault.status ?? 500;
      if (status >= 502 && status <= 504)
        return { status, headers: { "Content-Type": "text/html" }, body: BAD_GATEWAY };
      return jsonAnswer(status, { status, error: "Internal Server Error" });
    }
  }
}

/** Replaces or damages a response. For `reset` and `hang`, see `breakConnection`. */
export function applyFault(fault: Fault, real: () => Answer): Answer {
  const answer = answerOf(fault, real);
  return {
    status: fault.status ?? answer.status,
    headers: { ...answer.headers, ...fault.headers },
    body: fault.body ?? answer.body,
  };
}

/** Throws like `fetch` when the peer resets, or waits for the abort signal. */
export async function breakConnection(fault: Fault, signal: AbortSignal | null): Promise<never> {
  if (fault.kind === "reset") {
    throw new TypeError("fetch failed", {
      cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }),
    });
  }
  return new Promise<never>((_resolve, reject) => {
    signal?.addEventListener(
      "abort",
      () => {
        reject(signal.reason as Error);
      },
      { once: true },
    ); // fetch rejects with the reason as it is
  });
}
