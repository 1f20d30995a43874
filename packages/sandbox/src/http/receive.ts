import { breakConnection } from "../faults/apply-fault.js";
import type { Fault } from "../faults/fault.js";
import type { RequestRecord } from "../sandbox-options.js";
import type { SandboxState } from "../sandbox-state.js";
import { answerRequest } from "./answer-request.js";
import { toResponse } from "./to-response.js";

/** A record is completed when the response is known; callers get it read-only. */
type OpenRecord = { -readonly [K in keyof RequestRecord]: RequestRecord[K] };

/** Receives one request: records it, waits for the latency, then answers or breaks the connection. */
export async function receive(
  request: Request,
  signal: AbortSignal | null,
  state: SandboxState,
): Promise<Response> {
  signal?.throwIfAborted();
  const url = new URL(request.url);
  const query = Object.fromEntries(url.searchParams);
  const now = state.clock.now();
  const count = ++state.count;
  const record: OpenRecord = {
    at: new Date(now),
    method: request.method,
    path: url.pathname,
    query,
    status: 0,
    application: null,
  };
  state.requests.push(record);
  const takeFault = (): Fault | undefined =>
    state.faults.take({ method: request.method, path: url.pathname, query, count });
  const { answer, rateHeaders, application, fault } = await answerRequest(
    { request, url, query, now, takeFault },
    state,
  );
  record.application = application;
  await pause(typeof state.latencyMs === "number" ? state.latencyMs : state.latencyMs(request), signal);
  if (fault?.kind === "reset" || fault?.kind === "hang") return breakConnection(fault, signal);
  signal?.throwIfAborted();
  const response = toResponse(answer, { request, now: state.clock.now(), count, rateHeaders });
  record.status = response.status;
  return response;
}

async function pause(milliseconds: number, signal: AbortSignal | null): Promise<void> {
  if (milliseconds <= 0) return;
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error); // fetch rejects with the reason as it is
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
