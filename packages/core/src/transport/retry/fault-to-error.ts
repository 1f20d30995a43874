import {
  AuthError,
  HttpError,
  NetworkError,
  RateLimitError,
  type Error42,
  type Error42Options,
  type NetworkFault,
} from "../../errors/index.js";
import { toNetworkFault } from "../../errors/network-fault.js";
import type { Fault } from "./fault.js";

/** A request's name in messages, and its path. */
export interface Named {
  /** `GET /v2/locations page 7`. */
  readonly label: string;
  /** Path with the decoded query; no token is ever in it. */
  readonly path: string;
}

const inBetween =
  "something between here and 42 answers instead, such as a proxy or the network's login page: " +
  "open the API's address in a browser on this machine";

function networkHint(fault: NetworkFault): string {
  if (fault === "dns")
    return "this name can't be resolved here: check the network's DNS and the API's address (option url)";
  if (fault === "certificate")
    return "a proxy or a virus scanner presents its own certificate: set NODE_EXTRA_CA_CERTS to its root";
  return "check the network, any firewall or proxy, and the API's address (option url)";
}

/** The error of a request that has failed for good: `GET /v2/locations page 7: 500 after 4 attempts`. */
export function faultToError(fault: Fault, request: Named, attempts: number): Error42 {
  const message = `${request.label}: ${fault.reason}${attempts > 1 ? ` after ${String(attempts)} attempts` : ""}`;
  const options: Error42Options = {
    context: { path: request.path, attempts, ...(fault.excerpt === null ? {} : { answer: fault.excerpt }) },
    ...(fault.cause === undefined ? {} : { cause: fault.cause }),
  };
  switch (fault.kind) {
    case "unauthorized":
      return new AuthError(`${message}: a fresh token was refused too`, {
        ...options,
        hint: "check that the application still exists and is active on the intranet",
      });
    case "network":
      return new NetworkError(message, { ...options, hint: networkHint(toNetworkFault(fault.cause)) });
    case "timeout":
      return new NetworkError(message, {
        ...options,
        code: "E_TIMEOUT",
        hint: "request a smaller page, or raise the option timeoutMs",
      });
    case "body":
      return new NetworkError(message, {
        ...options,
        code: "E_BODY",
        ...(fault.body === undefined ? {} : { fault: fault.body }),
        ...(fault.body === "html" ? { hint: inBetween } : {}),
      });
    case "429":
      return new RateLimitError(message, {
        ...options,
        hint: "something else uses the same application: create a separate one for it, or use fewer lanes",
      });
    case "refused": {
      // 42 answers token requests with 400 or 401: any other refusal comes from something in front of it.
      if (request.path === "/oauth/token" || fault.status === 407)
        return new HttpError(
          message,
          {
            ...options,
            hint:
              fault.status === 404 ? "there is no 42 API at this address: check the option url" : inBetween,
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
