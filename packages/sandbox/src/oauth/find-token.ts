import { Refusal } from "../query/refusal.js";
import type { Token, Tokens } from "./tokens.js";

const challenge = (description: string): Readonly<Record<string, string>> => ({
  "WWW-Authenticate": `Bearer realm="42 API", error="invalid_token", error_description="${description}"`,
});

/**
 * The token of a request, expired or not, from `Authorization: Bearer` or `?access_token=` (official guide).
 */
export function findToken(request: Request, tokens: Tokens): Token | undefined {
  const [, bearer] = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  const text = bearer ?? new URL(request.url).searchParams.get("access_token");
  return text === null ? undefined : tokens.find(text);
}

/**
 * 401 for an unknown or expired token. Clients should trust the header: bodies differ between reports.
 */
export function assertAlive(token: Token | undefined, now: number): asserts token is Token {
  if (token === undefined)
    throw new Refusal(
      401,
      { status: 401, error: "The access token is invalid" },
      challenge("The access token is invalid"),
    );
  if (token.expiresAt > now) return;
  throw new Refusal(
    401,
    { error: "Not authorized", message: "The access token expired" },
    challenge("The access token expired"),
  );
}
