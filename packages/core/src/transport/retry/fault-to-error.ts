import {
  AuthError,
  HttpError,
  NetworkError,
  RateLimitError,
  type Error42,
  type Error42Options,
} from "../../errors/index.js";
import type { Fault } from "./fault.js";

/** What a request is called in messages, and where it went. */
export interface Named {
  /** `GET /v2/locations page 7`. */
  readonly label: string;
  /** Path with the decoded query; no token is ever in it. */
  readonly path: string;
}

const inBetween =
  "something between here and 42 answers in its place, a proxy or a login page of the network: " +
  "open the API's address in a browser on this machine";

/** By the code in the reason, see `send`. */
function networkHint(reason: string): string {
  if (/ENOTFOUND|EAI_AGAIN/.test(reason))
    return (
      "the name is not known here: check the network's DNS, and the API's address " +
      "(FORTYTWO_API_URL of the command)"
    );
  if (reason.includes("CERT"))
    return "a proxy or a virus scanner shows a certificate of its own: give Node its root in NODE_EXTRA_CA_CERTS";
  return "check the network, a firewall or proxy in between, and the API's address";
}

/** The error of a request that is given up: `GET /v2/locations page 7: 500 after 4 attempts`. */
export function faultToError(fault: Fault, request: Named, attempts: number): Error42 {
  const message = `${request.label}: ${fault.reason}${attempts > 1 ? ` after ${String(attempts)} attempts` : ""}`;
  const options: Error42Options = {
    context: { path: request.path, attempts, ...(fault.excerpt === null ? {} : { answer: fault.excerpt }) },
    ...(fault.cause === undefined ? {} : { cause: fault.cause }),
  };
  switch (fault.kind) {
    case "unauthorized":
      return new AuthError(`${message}: a fresh token was refused as well`, {
        ...options,
        hint: "check that the application still exists and is active on the intranet",
      });
    case "network":
      return new NetworkError(message, { ...options, code: "E_NETWORK", hint: networkHint(fault.reason) });
    case "timeout":
      return new NetworkError(message, {
        ...options,
        code: "E_TIMEOUT",
        hint: "ask for a smaller page, or allow more time with timeoutMs",
      });
    case "body":
      return new NetworkError(message, {
        ...options,
        code: "E_BODY",
        ...(fault.reason.startsWith("an HTML page") ? { hint: inBetween } : {}),
      });
    case "429":
      return new RateLimitError(message, {
        ...options,
        hint: "something else uses the same application; give it one of its own, or fewer lanes",
      });
    case "refused": {
      // Whoever may not have a token at all was refused by somebody in front of 42.
      if (request.path === "/oauth/token" || fault.status === 407)
        return new HttpError(
          message,
          {
            ...options,
            hint:
              fault.status === 404
                ? "there is no API of 42 at this address: correct it (FORTYTWO_API_URL of the command)"
                : inBetween,
            status: fault.status ?? 0,
          },
          "E_HTTP",
        );
      const label = fault.excerpt === null ? undefined : `42 says: ${fault.excerpt}`;
      const hint =
        fault.status === 403 ? "42 opens this path to applications with certain roles only" : label;
      return new HttpError(message, {
        ...options,
        ...(hint === undefined ? {} : { hint }),
        status: fault.status ?? 0,
      });
    }
    case "500":
    case "502":
    case "503":
    case "504":
      return new HttpError(message, {
        ...options,
        status: fault.status ?? Number(fault.kind),
        retryable: true,
      });
  }
}
