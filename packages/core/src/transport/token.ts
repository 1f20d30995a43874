import type { Clock } from "../clock.js";
import { AuthError, HttpError, NetworkError } from "../errors/index.js";
import type { Logger } from "../logger.js";
import { faultOfReply, parseJson } from "./fault.js";
import type { Reply, Send } from "./send.js";

/** Where access tokens come from: 42's OAuth2, or a place of one's own. */
export interface TokenProvider {
  /** A token that is believed to be good. */
  token(): Promise<string>;
  /** The API refused this token: a fresh one. */
  refused(token: string): Promise<string>;
}

export interface ClientCredentialsOptions {
  readonly url: string;
  readonly clientId: string;
  /** The application's secret, and the next one, tried when the first is refused: 42 rotates secrets about monthly. */
  readonly secrets: readonly string[];
  readonly send: Send;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly userAgent: string;
  readonly timeoutMs: number;
  /** Sees each answer of the token endpoint: it carries the server's clock. */
  readonly onReply: (reply: Reply) => void;
  readonly onSecretValidUntil: (until: Date | null) => void;
}

const warnMs = 7 * 86_400_000;

/**
 * Tokens by client credentials. While a token lives, 42 answers the same one with its remaining life (observed 2025 and
 * 2026), so asking early gains nothing: a token is used until it expires or is refused, then asked for once, however many wait.
 *
 * @throws (from its methods) AuthError when the application is refused; whatever `send` throws, and HttpError for a fault of the token endpoint.
 */
export function createClientCredentials(options: ClientCredentialsOptions): TokenProvider {
  let current: { readonly token: string; readonly expiresAt: number } | undefined;
  let pending: Promise<string> | undefined;
  let secretAt = 0;

  const ask = async (): Promise<string> => {
    for (;;) {
      const reply = await askWith(options, options.secrets[secretAt] ?? "");
      const body = parseJson(reply.text)?.value;
      if (reply.status === 200 && isTokenBody(body)) {
        current = { token: body.access_token, expiresAt: options.clock.now() + body.expires_in * 1000 };
        noteSecretLife(options, body.secret_valid_until);
        return body.access_token;
      }
      const fault = faultOfReply(reply);
      if (fault === "body") throw new NetworkError("POST /oauth/token: an answer that is cut off or not JSON", { code: "E_BODY" });
      if (fault !== undefined) throw new HttpError(`POST /oauth/token: ${fault}`, { status: reply.status, retryable: true });
      if (oauthError(body) === "invalid_client" && secretAt + 1 < options.secrets.length) {
        secretAt += 1;
        options.logger.warn("the application's secret was refused; the next one is used from now on");
        continue;
      }
      throw refusal(reply, body);
    }
  };
  const askOnce = (): Promise<string> => {
    pending ??= ask().finally(() => {
      pending = undefined;
    });
    return pending;
  };
  return {
    token: () => (current !== undefined && options.clock.now() < current.expiresAt ? Promise.resolve(current.token) : askOnce()),
    refused: (token) => {
      if (current?.token === token) current = undefined;
      return current === undefined ? askOnce() : Promise.resolve(current.token);
    },
  };
}

async function askWith(options: ClientCredentialsOptions, secret: string): Promise<Reply> {
  const reply = await options.send({
    method: "POST",
    url: `${options.url}/oauth/token`,
    label: "POST /oauth/token",
    headers: { "content-type": "application/x-www-form-urlencoded", "accept": "application/json", "user-agent": options.userAgent },
    body: new URLSearchParams({ grant_type: "client_credentials", client_id: options.clientId, client_secret: secret }).toString(),
    timeoutMs: options.timeoutMs,
  });
  options.onReply(reply);
  return reply;
}

interface TokenBody {
  readonly access_token: string;
  readonly expires_in: number;
  /** Unix seconds; null or absent in some answers. */
  readonly secret_valid_until?: number | null;
}

function isTokenBody(body: unknown): body is TokenBody {
  if (typeof body !== "object" || body === null || !("access_token" in body) || !("expires_in" in body)) return false;
  return typeof body.access_token === "string" && typeof body.expires_in === "number";
}

function oauthError(body: unknown): string | undefined {
  return typeof body === "object" && body !== null && "error" in body && typeof body.error === "string" ? body.error : undefined;
}

function noteSecretLife(options: ClientCredentialsOptions, until: number | null | undefined): void {
  const date = typeof until === "number" ? new Date(until * 1000) : null;
  options.onSecretValidUntil(date);
  if (date === null || date.getTime() - options.clock.now() > warnMs) return;
  options.logger.warn(`the application's secret is valid until ${date.toISOString()}: make the next one on the intranet and give it as the next secret`);
}

function refusal(reply: Reply, body: unknown): AuthError {
  const error = oauthError(body) ?? `status ${String(reply.status)}`;
  const hint =
    error === "invalid_client"
      ? "check the application's id and secret; 42 rotates secrets about monthly, and the new one is on the application's page of the intranet"
      : error === "invalid_scope"
        ? "the application has not been granted that scope; edit it on the intranet, or ask for public only"
        : "check the application on the intranet";
  return new AuthError(`42 refused the application: ${error}`, { context: { status: reply.status, error }, hint });
}
