import type { Clock } from "../../clock.js";
import { AuthError } from "../../errors/index.js";
import type { Logger } from "../../logger.js";
import { requestToken, secretRefused, type TokenRequestOptions } from "./request-token.js";
import { shareWork } from "./share-work.js";
import type { Grant } from "./token-answer.js";

/**
 * Where access tokens come from. The client makes one from `clientId` and `clientSecret`; one of your own
 * fits the same port.
 */
export interface TokenProvider {
  /** The token to send with the next request. Called for every request: keep it at hand. */
  token(signal?: AbortSignal): Promise<string>;
  /**
   * The API answered 401 to this token: a fresh one. Called once per refused request, by several requests at
   * once perhaps.
   */
  refused(token: string, signal?: AbortSignal): Promise<string>;
}

export interface TokenSourceOptions extends TokenRequestOptions {
  /** In the order in which they are tried: the secret, then the next one. */
  readonly secrets: readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Tokens by client credentials. */
export interface TokenSource extends TokenProvider {
  /** When 42 will refuse the secret; null until a token was asked for, or when the answer does not tell. */
  readonly secretValidUntil: Date | null;
}

const warnBeforeMs = 7 * 24 * 3_600_000;

/**
 * One token for all callers, used until its life ends or a 401 says so, and not a moment less: 42 answers an
 * early request with the same token and what is left of its life (observed 2025 and 2026), so that asking
 * early would only mean asking again and again.
 */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const { clock, logger, secrets } = options;
  let current: { readonly token: string; readonly expiresAt: number } | undefined;
  let secretValidUntil: Date | null = null;
  /** The secret that worked last. */
  let working = 0;

  const grant = async (signal: AbortSignal): Promise<Grant> => {
    for (let tried = 0; tried < secrets.length; tried += 1) {
      const index = (working + tried) % secrets.length;
      const answer = await requestToken(secrets[index] ?? "", options, signal);
      if (answer === secretRefused) continue;
      if (index !== working)
        logger.warn(
          "42 refused the client secret but accepted the next one, so it has rotated them: replace " +
            "the client secret with the next one",
        );
      working = index;
      return answer;
    }
    throw new AuthError("POST /oauth/token: 42 refuses the application's id or secret (invalid_client)", {
      context: { error: "invalid_client", secretsTried: secrets.length },
      hint:
        "check that both were copied completely; 42 also rotates secrets about monthly: copy the current " +
        "one from the application's page on the intranet, and pass the next one as nextClientSecret",
    });
  };
  const ask = shareWork(async (signal) => {
    const askedAt = clock.now();
    const granted = await grant(signal);
    current = {
      token: granted.token,
      expiresAt: granted.expiresIn === null ? Infinity : askedAt + granted.expiresIn * 1000,
    };
    secretValidUntil = granted.secretValidUntil;
    const remaining = secretValidUntil === null ? Infinity : secretValidUntil.getTime() - clock.now();
    if (remaining < warnBeforeMs)
      logger.warn(
        `the client secret expires at ${secretValidUntil?.toISOString() ?? ""}; generate the next one ` +
          "on the intranet and pass it as nextClientSecret",
      );
    return granted.token;
  });
  return {
    token: async (signal) =>
      current !== undefined && clock.now() < current.expiresAt ? current.token : ask(signal),
    refused: async (token, signal) =>
      current !== undefined && current.token !== token ? current.token : ask(signal),
    get secretValidUntil() {
      return secretValidUntil;
    },
  };
}
