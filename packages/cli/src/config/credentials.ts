import { ConfigError } from "@42sync/core";
import type { Environment } from "./read-environment.js";

/** Which API is used, and by which application. */
export interface ApiSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Used when the first secret is refused: 42 rotates secrets about monthly. */
  readonly nextClientSecret: string | undefined;
  /** Without a slash at its end. */
  readonly url: string;
}

/** The API of 42. */
export const defaultApiUrl = "https://api.intra.42.fr";

const whereToMakeOne =
  "create an application at https://profile.intra.42.fr/oauth/applications/new and put its UID " +
  "and secret into .env; to try without one: 42sync demo";

/**
 * The application's credentials and the API's address.
 *
 * @throws ConfigError that says which variable is missing or wrong, never its value.
 */
export function readApiSettings(env: Environment): ApiSettings {
  const clientId = env["FORTYTWO_CLIENT_ID"]?.trim();
  const clientSecret = env["FORTYTWO_CLIENT_SECRET"]?.trim();
  if (clientId === undefined && clientSecret === undefined)
    throw new ConfigError("FORTYTWO_CLIENT_ID and FORTYTWO_CLIENT_SECRET are not set", {
      hint: whereToMakeOne,
    });
  if (clientId === undefined)
    throw new ConfigError("FORTYTWO_CLIENT_ID is not set", {
      hint: "it is the UID of your application, u-s4t2ud-…",
    });
  if (clientSecret === undefined)
    throw new ConfigError("FORTYTWO_CLIENT_SECRET is not set", {
      hint: "it is the secret of your application, s-s4t2ud-…",
    });
  // Both have a prefix on the intranet; refuses only what is certainly the other one.
  if (clientId.startsWith("s-s4t2ud-") || clientSecret.startsWith("u-s4t2ud-")) {
    throw new ConfigError("FORTYTWO_CLIENT_ID and FORTYTWO_CLIENT_SECRET are swapped", {
      hint: "the UID starts with u-s4t2ud-, the secret with s-s4t2ud-",
    });
  }
  return {
    clientId,
    clientSecret,
    nextClientSecret: env["FORTYTWO_CLIENT_SECRET_NEXT"]?.trim(),
    url: readApiUrl(env),
  };
}

/** The name of this API in a copy: a sandbox has the same name on every port. */
export function sourceOf(url: string): string {
  const { hostname, origin } = new URL(url);
  return ["127.0.0.1", "localhost", "[::1]"].includes(hostname) ? "a sandbox on this machine" : origin;
}

/**
 * The API's address, without a slash at its end.
 *
 * @throws ConfigError when it is none.
 */
export function readApiUrl(env: Environment): string {
  const text = env["FORTYTWO_API_URL"]?.trim() ?? defaultApiUrl;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/+$/, "");
  throw new ConfigError("FORTYTWO_API_URL is not an http or https address", {
    hint: `unset it to use ${defaultApiUrl}`,
  });
}
