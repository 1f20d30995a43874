import { AuthError } from "../../errors/index.js";

/** What `POST /oauth/token` grants. */
export interface Grant {
  readonly token: string;
  /** Seconds that are left of its life; null when the answer does not tell. */
  readonly expiresIn: number | null;
  /** null or missing in answers of some applications (real captures of 2017 to 2026). */
  readonly secretValidUntil: Date | null;
}

/** Reads a token answer. @throws AuthError when it grants nothing that we can use */
export function toGrant(json: unknown): Grant {
  const answer = typeof json === "object" && json !== null ? json : {};
  const token = "access_token" in answer ? answer.access_token : undefined;
  if (typeof token !== "string" || token === "")
    throw new AuthError("POST /oauth/token: the answer has no access_token");
  // Seen as "bearer" and as "Bearer".
  const type = "token_type" in answer ? answer.token_type : undefined;
  if (typeof type === "string" && type.toLowerCase() !== "bearer")
    throw new AuthError(`POST /oauth/token: a token of type ${type} cannot be used`);
  const until = "secret_valid_until" in answer ? answer.secret_valid_until : undefined;
  const expiresIn = "expires_in" in answer ? answer.expires_in : undefined;
  return {
    token,
    expiresIn: typeof expiresIn === "number" && Number.isFinite(expiresIn) ? Math.max(0, expiresIn) : null,
    secretValidUntil: typeof until === "number" && Number.isFinite(until) ? new Date(until * 1000) : null,
  };
}

/** The OAuth error name of an answer's body: `invalid_client`; null when it has none. */
export function oauthError(text: string): string | null {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null && "error" in json && typeof json.error === "string"
      ? json.error.slice(0, 60)
      : null;
  } catch {
    return null;
  }
}
