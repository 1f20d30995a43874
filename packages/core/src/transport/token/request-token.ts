import { AuthError } from "../../errors/index.js";
import { classify, type Parsed } from "../retry/classify.js";
import type { Outcome, RawAnswer } from "../retry/fault.js";
import { retry, type RetryContext } from "../retry/retry.js";
import type { Send } from "../send.js";
import { oauthError, toGrant, type Grant } from "./token-answer.js";

export interface TokenRequestOptions {
  readonly send: Send;
  readonly retry: RetryContext;
  readonly timeoutMs: number;
  readonly url: string;
  readonly clientId: string;
  /** Told of every answer, also of a refusal. */
  readonly onAnswer: (answer: RawAnswer) => void;
}

/** The secret was refused (`invalid_client`): another may work. */
export const secretRefused = Symbol("secret refused");

/** The OAuth name of a refusal, or the parsed answer. */
type TokenAnswer = { readonly parsed: Parsed } | { readonly refusal: string };

/**
 * Asks for a token once, with retries for what may pass. Token requests do not go through the limiter:
 * whether 42 counts them is not known, no limit has been observed on them (2025), and they are one in two
 * hours.
 * @throws AuthError for every refusal but `invalid_client`, which is returned as `secretRefused`
 */
export async function requestToken(
  secret: string,
  options: TokenRequestOptions,
  signal: AbortSignal,
): Promise<Grant | typeof secretRefused> {
  // In the body, not in the URL: URLs end up in logs.
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: options.clientId,
    client_secret: secret,
  }).toString();
  const attempt = async (timeRemainingMs: number): Promise<Outcome<TokenAnswer>> => {
    const sent = await options.send({
      method: "POST",
      url: `${options.url}/oauth/token`,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body,
      timeoutMs: Math.min(options.timeoutMs, timeRemainingMs),
      signal,
    });
    if (!sent.ok) return sent;
    options.onAnswer(sent.value);
    const { status, text } = sent.value;
    const refusal = status === 400 || status === 401 ? (oauthError(text) ?? String(status)) : null;
    if (refusal !== null) return { ok: true, value: { refusal } };
    const outcome = classify(sent.value);
    return outcome.ok ? { ok: true, value: { parsed: outcome.value } } : outcome;
  };
  const answer = await retry(
    attempt,
    { label: "POST /oauth/token", path: "/oauth/token", signal },
    options.retry,
  );
  if ("parsed" in answer) return toGrant(answer.parsed.json);
  if (answer.refusal === "invalid_client") return secretRefused;
  const hint =
    answer.refusal === "invalid_scope"
      ? "grant the application this scope on the intranet, or request a token without it"
      : "check the application on the intranet";
  throw new AuthError(`POST /oauth/token: refused (${answer.refusal})`, {
    context: { error: answer.refusal },
    hint,
  });
}
