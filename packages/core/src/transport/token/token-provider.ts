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
