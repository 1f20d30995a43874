import { z } from "zod";
import {
  createClient,
  defineEndpoint,
  type Client,
  type ClientOptions,
  type ClientSettings,
} from "../../src/index.js";
import { createFakeApi, withTokens, type FakeAnswer, type FakeApi, type FakeRequest } from "../fake-api.js";
import { createFakeClock, type FakeClock } from "../fake-clock.js";

export const secret = `s-s4t2ud-${"5ec4e7".repeat(8)}`;
export const credentials = { clientId: "u-s4t2ud-test", clientSecret: secret } as const;

/** Headers of an application that is never in a hurry. */
export const roomy = {
  "x-secondly-ratelimit-limit": "1000",
  "x-hourly-ratelimit-limit": "1000000",
  "x-hourly-ratelimit-remaining": "999000",
} as const;

export interface Setup {
  readonly client: Client;
  readonly api: FakeApi;
  readonly clock: FakeClock;
}

/** A client on an API that the test answers, tokens apart. Time is virtual. */
export function clientOf(
  answer: (request: FakeRequest, hit: number) => FakeAnswer | Promise<FakeAnswer>,
  options: ClientSettings = {},
): Setup {
  const clock = createFakeClock();
  const api = createFakeApi(clock, withTokens(answer));
  const all: ClientOptions = { ...credentials, clock, fetch: api.fetch, random: () => 0.5, ...options };
  return { client: createClient(all), api, clock };
}

/** Adds headers to an answer. */
export const withHeaders = (answer: FakeAnswer, headers: Readonly<Record<string, string>>): FakeAnswer =>
  typeof answer === "string" ? answer : { ...answer, headers: { ...headers, ...answer.headers } };

const item = z.looseObject({ id: z.number().int() });

/** Endpoints of each traversal, for lists that a test makes up. */
export const things = defineEndpoint({
  name: "things",
  under: { boxes: "/v2/boxes/:id/things" },
  item,
  filters: ["id", "user_id", "kind", "alumni?"],
  ranges: ["id", "updated_at"],
  sorts: ["id", "updated_at"],
  ineffective: { "filter[colour]": "42 ignores it" },
  traversal: "keyset",
});
export const unsortableThings = defineEndpoint({
  name: "things",
  item,
  filters: [],
  ranges: ["id"],
  sorts: [],
  traversal: "keyset",
});
export const sortedThings = defineEndpoint({
  name: "things",
  item,
  filters: [],
  ranges: [],
  sorts: ["id"],
  traversal: "last-to-first",
});
export const restingThings = defineEndpoint({
  name: "things",
  item,
  filters: [],
  ranges: [],
  sorts: [],
  traversal: "until-rest",
});

/** All values of an iterable. */
export async function collect<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of iterable) all.push(one);
  return all;
}

export const idsOf = (pages: readonly { readonly items: readonly { readonly id: number }[] }[]): number[] =>
  pages.flatMap((page) => page.items.map((one) => one.id));

/** What a promise rejects with. */
export async function failure(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("did not fail");
}
