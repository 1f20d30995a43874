import Fast42 from "@codam/fast42";
import { seconds } from "../pairs.js";

/**
 * What of fast42 has to be reached into: its address is fixed, and it asks the real one for a token and for
 * the limits.
 */
interface Inside {
  _rootUrl: string;
  readonly _limiterPairs: unknown[];
  storeToken(token: { readonly access_token: string; readonly expires_in: number }, index: number): void;
  createLimiter(
    limit: {
      readonly id: number;
      readonly hourly_limit: number;
      readonly hourly_remaining: number;
      readonly secondly_limit: number;
    },
    concurrentOffset: number,
  ): Limiter;
}

interface Limiter {
  updateSettings(settings: { readonly minTime: number }): void;
}

/** A fast42 that asks a server of ours, with the limiter that it makes for so many requests a second. */
export function createFast42(
  url: string,
  perSecond: number,
): { readonly asking: Fast42; readonly limiter: Limiter } {
  const secret = { client_id: "bench", client_secret: "bench" };
  const asking = new Fast42([secret]);
  // its fields are private; there is no other way to another address
  const inside = asking as unknown as Inside;
  inside._rootUrl = `${url}/v2`;
  inside.storeToken({ access_token: "bench", expires_in: 7_200 }, 0);
  const limiter = inside.createLimiter(
    { id: 1, hourly_limit: 1_000_000, hourly_remaining: 1_000_000, secondly_limit: perSecond },
    0,
  );
  inside._limiterPairs.push({ appId: 1, limiter, secret, tokenIndex: 0, jobOptions: { expiration: 20_000 } });
  return { asking, limiter };
}

/** Reads a list by fast42, as its README does, without the pauses of its limiter. @returns seconds */
export async function readAllByFast42(
  { url, lanes }: { readonly url: string; readonly lanes: number },
  path: string,
  check: (items: number) => void,
): Promise<number> {
  // As many requests in flight as it believes to have a second.
  const { asking, limiter } = createFast42(url, lanes);
  limiter.updateSettings({ minTime: 0 });
  try {
    return await seconds(async () => {
      const pages = await asking.getAllPages(path, {});
      const lists = await Promise.all(
        pages.map(async (page) => (await (await page).json()) as readonly unknown[]),
      ); // lists
      check(lists.reduce((sum, list) => sum + list.length, 0));
    });
  } finally {
    await asking.disconnect();
  }
}
