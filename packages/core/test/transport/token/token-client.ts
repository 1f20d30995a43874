import { createClient, type Client, type ClientOptions } from "../../../src/index.js";
import { credentials, roomy } from "../../client/client-of.js";
import {
  createFakeApi,
  isTokenRequest,
  type FakeAnswer,
  type FakeApi,
  type FakeRequest,
} from "../../fake-api.js";
import { createFakeClock, type FakeClock } from "../../fake-clock.js";

export const path = "/v2/users/norminet";

export const [a, b] = ["a".repeat(64), "b".repeat(64)] as const;

export const unauthorized: FakeAnswer = {
  status: 401,
  headers: { "www-authenticate": 'Bearer realm="42 API", error="invalid_token"' },
  json: { status: 401, error: "The access token expired" },
};

export const bearer = (request: FakeRequest): string =>
  (request.headers.get("authorization") ?? "").replace("Bearer ", "");

export interface Setup {
  readonly client: Client;
  readonly api: FakeApi;
  readonly clock: FakeClock;
  readonly tokenRequests: () => readonly FakeRequest[];
  readonly lines: string[];
}

export function setup(
  answer: (request: FakeRequest, clock: FakeClock, tokenRequest: number) => FakeAnswer | Promise<FakeAnswer>,
  options: Partial<ClientOptions> = {},
): Setup {
  const clock = createFakeClock();
  let asked = 0;
  const api = createFakeApi(clock, (request) => {
    if (isTokenRequest(request)) asked += 1;
    return answer(request, clock, asked);
  });
  const lines: string[] = [];
  const note = (line: string): void => {
    lines.push(line);
  };
  const client = createClient({
    ...credentials,
    clock,
    fetch: api.fetch,
    random: () => 0.5,
    logger: { debug: note, info: note, warn: note, error: note },
    ...options,
  } as ClientOptions);
  return { client, api, clock, lines, tokenRequests: () => api.requests.filter(isTokenRequest) };
}

export const ok: FakeAnswer = { json: { id: 1 }, headers: roomy };
