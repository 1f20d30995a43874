import { Refusal } from "../query/refusal.js";
import type { ApiRow } from "../sandbox-options.js";
import type { Application, Applications } from "./applications.js";
import type { TokenRequest } from "./read-credentials.js";
import type { Token, Tokens } from "./tokens.js";

/** Texts of Doorkeeper, the OAuth library of the intranet, copied from real responses. */
const DESCRIPTIONS = {
  invalid_client:
    "Client authentication failed due to unknown client, no client authentication included, or " +
    "unsupported authentication method.",
  invalid_grant:
    "The provided authorization grant is invalid, expired, revoked, does not match the " +
    "redirection URI used in the authorization request, or was issued to another client.",
  invalid_request: "Missing required parameter: grant_type.",
  invalid_scope: "The requested scope is invalid, unknown, or malformed.",
  unsupported_grant_type: "The authorization grant type is not supported by the authorization server.",
} as const;

const refuse = (error: keyof typeof DESCRIPTIONS): Refusal =>
  new Refusal(error === "invalid_request" ? 400 : 401, { error, error_description: DESCRIPTIONS[error] });

/** Answers a token request. */
export function grantToken(
  request: TokenRequest,
  applications: Applications,
  tokens: Tokens,
  now: number,
): { application: Application; body: ApiRow } {
  const application = applications.authenticate(
    request["client_id"] ?? "",
    request["client_secret"] ?? "",
    now,
  );
  const grant = request["grant_type"];
  if (grant === undefined) throw refuse("invalid_request");
  if (grant === "authorization_code" || grant === "refresh_token")
    throw refuse(application === undefined ? "invalid_client" : "invalid_grant");
  if (grant !== "client_credentials") throw refuse("unsupported_grant_type");
  if (application === undefined) throw refuse("invalid_client");
  const scopes = (request["scope"] ?? "").split(/[\s,]+/).filter((one) => one !== "");
  if (!scopes.every((one) => application.scopes.includes(one))) throw refuse("invalid_scope");
  const token = tokens.grant(application, scopes.length === 0 ? "public" : scopes.join(" "), now);
  return {
    application,
    body: {
      access_token: token.text,
      token_type: "bearer",
      expires_in: Math.floor((token.expiresAt - now) / 1000),
      scope: token.scope,
      created_at: token.createdAt,
      secret_valid_until:
        application.secretValidUntil === null ? null : Math.floor(application.secretValidUntil / 1000),
    },
  };
}

/** What `/oauth/token/info` returns for a token. */
export const tokenInfo = (token: Token, now: number): ApiRow => ({
  resource_owner_id: null,
  scopes: token.scope.split(" "),
  expires_in_seconds: Math.floor((token.expiresAt - now) / 1000),
  application: { uid: token.application.clientId },
  created_at: token.createdAt,
});
