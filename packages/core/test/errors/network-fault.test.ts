import { describe, expect, test } from "vitest";
import { NetworkError } from "../../src/index.js";

const coded = (code: string): Error => Object.assign(new Error(code), { code });

describe("the fault of a NetworkError", () => {
  test.each([
    ["ENOTFOUND", "dns"],
    ["EAI_AGAIN", "dns"],
    ["ECONNREFUSED", "refused"],
    ["EHOSTUNREACH", "unreachable"],
    ["ECONNRESET", "reset"],
    ["UND_ERR_CONNECT_TIMEOUT", "timeout"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "certificate"],
    ["CERT_HAS_EXPIRED", "certificate"],
    ["EWHATEVER", "other"],
  ])("is read from the code of a cause: %s is %s", (code, fault) => {
    const cause = new TypeError("fetch failed", { cause: coded(code) });
    expect(new NetworkError("GET /v2/users", { cause }).fault).toBe(fault);
  });

  test("is never read from a message", () => {
    expect(new NetworkError("ENOTFOUND", { cause: new Error("ECONNREFUSED") }).fault).toBe("other");
  });

  test("is what the caller says, where it does", () => {
    const cause = coded("ECONNRESET");
    expect({
      given: new NetworkError("", { code: "E_BODY", fault: "html", cause }).fault,
      timeout: new NetworkError("", { code: "E_TIMEOUT" }).fault,
      "a TimeoutError": new NetworkError("", { cause: new DOMException("", "TimeoutError") }).fault,
    }).toEqual({ given: "html", timeout: "timeout", "a TimeoutError": "timeout" });
  });

  test("is found in a chain of causes that leads back to itself", () => {
    const cause = new Error("a loop");
    cause.cause = cause;
    expect(new NetworkError("", { cause }).fault).toBe("other");
  });
});
