/**
 * What went wrong between here and the API:
 * `dns`: the name has no address; `refused`: nothing listens there; `unreachable`: no route; `reset`: the
 * connection broke; `certificate`: it is not trusted here; `timeout`: no answer in time; `empty`, `html`,
 * `not json`: the body of an answer; `other`: anything else.
 */
export type NetworkFault =
  | "dns"
  | "refused"
  | "unreachable"
  | "reset"
  | "certificate"
  | "timeout"
  | "empty"
  | "html"
  | "not json"
  | "other";

/** Codes of Node (libuv, c-ares, OpenSSL) and of its fetch (undici, `UND_ERR_…`). */
const byCode: ReadonlyMap<string, NetworkFault> = new Map(
  Object.entries({
    dns: ["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NODATA", "ENODATA"],
    refused: ["ECONNREFUSED"],
    unreachable: ["EHOSTUNREACH", "ENETUNREACH", "ENETDOWN", "EHOSTDOWN", "EADDRNOTAVAIL"],
    reset: ["ECONNRESET", "ECONNABORTED", "EPIPE", "UND_ERR_SOCKET"],
    timeout: ["ETIMEDOUT", "UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"],
    certificate: [
      "SELF_SIGNED_CERT_IN_CHAIN",
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      "UNABLE_TO_GET_ISSUER_CERT",
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
      "ERR_TLS_CERT_ALTNAME_INVALID",
      "CERT_HAS_EXPIRED",
      "CERT_NOT_YET_VALID",
      "CERT_UNTRUSTED",
      "CERT_REJECTED",
      "CERT_REVOKED",
      "CERT_CHAIN_TOO_LONG",
      "CERT_SIGNATURE_FAILURE",
      "INVALID_CA",
      "INVALID_PURPOSE",
    ],
  } satisfies Partial<Record<NetworkFault, readonly string[]>>).flatMap(([fault, codes]) =>
    // the keys of the literal above
    codes.map((code) => [code, fault as NetworkFault] as const),
  ),
);

/** The fault that an error of fetch, or one of its causes, names by its code. */
export function toNetworkFault(error: unknown): NetworkFault {
  let cause = error;
  // A chain of causes has two or three links; the bound is for one that leads back to itself.
  for (let depth = 0; cause instanceof Error && depth < 8; depth += 1) {
    if (cause.name === "TimeoutError") return "timeout";
    const fault = "code" in cause && typeof cause.code === "string" ? byCode.get(cause.code) : undefined;
    if (fault !== undefined) return fault;
    cause = cause.cause;
  }
  return "other";
}
