import { hexOf } from "../random.js";
import type { Application } from "./applications.js";

/** An issued token. */
export interface Token {
  readonly text: string;
  readonly application: Application;
  readonly scope: string;
  /** Seconds since 1970. */
  readonly createdAt: number;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** Every token of a sandbox, including expired ones, which get a different answer than unknown ones. */
export interface Tokens {
  /**
   * The live token of the application and scope, or a new one; a second request doesn't renew it (observed in
   * 2025 and 2026).
   */
  grant(application: Application, scope: string, now: number): Token;
  find(text: string): Token | undefined;
  /** Expires the application's live tokens. */
  expire(application: Application, now: number): void;
}

/** No tokens yet; a token lives for `lifeSeconds`. */
export function createTokens(seed: number, lifeSeconds: number): Tokens {
  const known = new Map<string, Token>();
  return {
    grant: (application, scope, now) => {
      const living = [...known.values()].find(
        (one) => one.application === application && one.scope === scope && one.expiresAt > now,
      );
      if (living !== undefined) return living;
      const text = hexOf(seed + known.size * 101, application.id, 64);
      const token: Token = {
        text,
        application,
        scope,
        createdAt: Math.floor(now / 1000),
        expiresAt: now + lifeSeconds * 1000,
      };
      known.set(text, token);
      return token;
    },
    find: (text) => known.get(text),
    expire: (application, now) => {
      for (const token of known.values()) {
        if (token.application === application) token.expiresAt = Math.min(token.expiresAt, now);
      }
    },
  };
}
