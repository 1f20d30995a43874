import type { FakeClock } from "./fake-clock.js";

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  /** Decoded. */
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Headers;
  readonly body: string;
  /** Local milliseconds. */
  readonly at: number;
}

export type FakeAnswer =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly json?: unknown;
    }
  | "hang"
  | "reset";

/**
 * An API that a test answers by hand; every request is noted. Tokens are granted unless the test answers
 * those too.
 */
export interface FakeApi {
  readonly fetch: typeof globalThis.fetch;
  readonly requests: FakeRequest[];
  /** Requests under /v2. */
  readonly hits: () => readonly FakeRequest[];
}

export function createFakeApi(
  clock: FakeClock,
  answer: (request: FakeRequest, number: number) => FakeAnswer | Promise<FakeAnswer>,
): FakeApi {
  const requests: FakeRequest[] = [];
  const hits = (): readonly FakeRequest[] => requests.filter((request) => request.path.startsWith("/v2/"));
  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(input instanceof Request ? input.url : input));
    const request: FakeRequest = {
      method: init?.method ?? "GET",
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: new Headers(init?.headers),
      body: typeof init?.body === "string" ? init.body : "",
      at: clock.now(),
    };
    requests.push(request);
    const given = await answer(request, requests.length);
    if (given === "reset")
      throw new TypeError("fetch failed", {
        cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }),
      });
    if (given === "hang")
      return new Promise((_, reject) =>
        init?.signal?.addEventListener("abort", () => {
          reject(new DOMException("aborted", "AbortError"));
        }),
      );
    init?.signal?.throwIfAborted();
    const headers = {
      date: new Date(clock.now()).toUTCString(),
      "content-type": "application/json",
      ...given.headers,
    };
    return new Response(given.body ?? JSON.stringify(given.json ?? {}), {
      status: given.status ?? 200,
      headers,
    });
  };
  return { fetch, requests, hits };
}

/** What 42 answers to a good token request. */
export const granted = (token = "t".repeat(64), expiresIn = 7200): FakeAnswer => ({
  json: {
    access_token: token,
    token_type: "bearer",
    expires_in: expiresIn,
    scope: "public",
    created_at: 1,
    secret_valid_until: null,
  },
});

export const isTokenRequest = (request: FakeRequest): boolean => request.path === "/oauth/token";

/** Grants every token; the rest is the test's. */
export function withTokens(
  answer: (request: FakeRequest, hit: number) => FakeAnswer | Promise<FakeAnswer>,
): (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer> {
  let hit = 0;
  return (request) => {
    if (isTokenRequest(request)) return granted();
    hit += 1;
    return answer(request, hit);
  };
}
