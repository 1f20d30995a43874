import { NetworkError, type Clock } from "@42sync/core";

export interface ProbeInput {
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** What the API answered to a request without a token. */
export interface Probed {
  readonly url: string;
  /** Seconds by which the local clock is ahead of the server's; null when the answer has no date. */
  readonly aheadSeconds: number | null;
}

const timeoutMs = 15_000;

/**
 * Sends a request without a token: it costs no hit, and any JSON is an answer.
 *
 * @throws NetworkError when there is none, or something else answers instead of 42.
 */
export async function probe({ url, fetch, clock, signal }: ProbeInput): Promise<Probed> {
  const sentAt = clock.now();
  const response = await fetch(`${url}/oauth/token/info`, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  }).catch((cause: unknown) => {
    throw new NetworkError(`${url} can't be reached (${reasonOf(cause)})`, {
      cause,
      hint: "check the network, any firewall or proxy, and FORTYTWO_API_URL if it is set",
    });
  });
  const text = await response.text();
  if (!isJson(text)) {
    throw new NetworkError(`${url} answers ${String(response.status)} with something that is not JSON`, {
      code: "E_BODY",
      hint:
        "a proxy, a network login page or another server answers instead of 42: open the address " +
        "in a browser on this machine",
    });
  }
  const date = Date.parse(response.headers.get("date") ?? "");
  // The date is cut to whole seconds, and the answer was under way for half of the time.
  return {
    url,
    aheadSeconds: Number.isNaN(date) ? null : ((sentAt + clock.now()) / 2 - (date + 500)) / 1000,
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown reason";
  if (error.name === "TimeoutError") return `no answer within ${String(timeoutMs / 1000)} s`;
  const inner: unknown = error.cause ?? error;
  return inner instanceof Error && "code" in inner && typeof inner.code === "string"
    ? inner.code
    : error.message;
}
